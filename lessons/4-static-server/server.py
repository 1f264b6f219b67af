# #region import
import os
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
# #endregion

# #region environment
HOST = os.environ.get('HOST', '127.0.0.1')
PORT = int(os.environ.get('PORT', '9004'))
# #endregion

# Show what is printed at once, and in every alphabet.
for stream in sys.stdout, sys.stderr:
    stream.reconfigure(encoding='utf-8', line_buffering=True)

# #region directory
os.chdir('site')
# #endregion

# #region keep
SimpleHTTPRequestHandler.protocol_version = 'HTTP/1.1'
# #endregion

# #region server
httpd = ThreadingHTTPServer((HOST, PORT), SimpleHTTPRequestHandler)
# #endregion

# #region serve
print('Starting simple_httpd on port:', httpd.server_port)
httpd.serve_forever()
# #endregion
