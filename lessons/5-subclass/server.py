# #region import
import os
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

HOST = os.environ.get('HOST', '127.0.0.1')
PORT = int(os.environ.get('PORT', '9005'))

# What is printed shall be seen at once, and in any script.
for stream in sys.stdout, sys.stderr:
    stream.reconfigure(encoding='utf-8', line_buffering=True)
# #endregion


# #region handler
class TestHTTPRequestHandler(SimpleHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'  # connections stay open

    # #region doget
    def do_GET(self):
        super().do_GET()
        print('do_GET')
    # #endregion
# #endregion


# #region serve
os.chdir('site')
httpd = ThreadingHTTPServer((HOST, PORT), TestHTTPRequestHandler)
print('Starting simple_httpd on port:', httpd.server_port)
httpd.serve_forever()
# #endregion
