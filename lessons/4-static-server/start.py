import os
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

HOST = os.environ.get('HOST', '127.0.0.1')
PORT = int(os.environ.get('PORT', '9004'))

# What is printed shall be seen at once, and in any script.
for stream in sys.stdout, sys.stderr:
    stream.reconfigure(encoding='utf-8', line_buffering=True)

# 1. The files lie in the folder `site`. Go there: the handler looks into the
#    current folder.

# 2. Connections shall stay open: that is HTTP/1.1, and the handler has a
#    protocol_version.

# 3. Make a ThreadingHTTPServer. It wants an address, (HOST, PORT), and the
#    class that is to answer each request.

# 4. Print on which port it serves, and let it serve forever.

name = SimpleHTTPRequestHandler.__name__, ThreadingHTTPServer.__name__
print('Not yet:', *name, HOST, PORT)
