# #region import
import os
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

HOST = os.environ.get('HOST', '127.0.0.1')
PORT = int(os.environ.get('PORT', '9004'))

# What is printed shall be seen at once, and in any script.
for stream in sys.stdout, sys.stderr:
    stream.reconfigure(encoding='utf-8', line_buffering=True)
# #endregion

# #region directory
os.chdir('site')
# #endregion

# #region server
SimpleHTTPRequestHandler.protocol_version = 'HTTP/1.1'  # connections stay open
httpd = ThreadingHTTPServer((HOST, PORT), SimpleHTTPRequestHandler)
# #endregion

# #region serve
print('Starting simple_httpd on port:', httpd.server_port)
httpd.serve_forever()
# #endregion
