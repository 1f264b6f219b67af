import os
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

HOST = os.environ.get('HOST', '127.0.0.1')
PORT = int(os.environ.get('PORT', '9004'))

# Show what is printed at once, and in every alphabet.
for stream in sys.stdout, sys.stderr:
    stream.reconfigure(encoding='utf-8', line_buffering=True)

# Step 1. Go into the folder site: the handler looks for its files there.

# Step 2. Keep connections open: the protocol version is HTTP/1.1.

# Step 3. Make the server, print its port, and let it serve forever.
