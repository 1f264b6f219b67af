# #region import
import os
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
# #endregion

# #region environment
HOST = os.environ.get('HOST', '127.0.0.1')
PORT = int(os.environ.get('PORT', '9005'))
# #endregion

# Show what is printed at once, and in every alphabet.
for stream in sys.stdout, sys.stderr:
    stream.reconfigure(encoding='utf-8', line_buffering=True)


# #region handler
class TestHTTPRequestHandler(SimpleHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    # #region doget
    def do_GET(self):
        super().do_GET()
        print('do_GET')
    # #endregion
# #endregion


os.chdir('site')
# #region server
httpd = ThreadingHTTPServer((HOST, PORT), TestHTTPRequestHandler)
# #endregion
print('Starting simple_httpd on port:', httpd.server_port)
httpd.serve_forever()
