# #region import
import os
import socket
import sys
from threading import Thread
# #endregion

# #region environment
HOST = os.environ.get('HOST', '127.0.0.1')
PORT = int(os.environ.get('PORT', '9002'))
# #endregion

# Show what is printed at once, and in every alphabet.
sys.stdout.reconfigure(encoding='utf-8', line_buffering=True)

# #region response
# #region html
html = """<html>
  <head><title>My web server</title></head>
  <body><h1 style="color:blue">Hello world!</h1></body>
</html>
"""
# #endregion
# #region head
http_head = (
    'HTTP/1.1 200 OK\r\n'
    'Content-Type: text/plain; charset=utf-8\r\n\r\n'
)
# #endregion
http_response = http_head + html
# #endregion


# #region serve
def serve(client_connection):
    try:
        # #region request
        request = b''
        while b'\r\n\r\n' not in request:
            piece = client_connection.recv(1024)
            if piece == b'':
                return  # the browser has left
            request += piece
        # #endregion
        # #region print
        print(str(request, 'utf-8', 'replace'))
        # #endregion
        # #region send
        client_connection.sendall(bytes(http_response, 'utf-8'))
        # #endregion
        # #region close
        client_connection.shutdown(socket.SHUT_WR)  # nothing more to send
        while client_connection.recv(1024) != b'':
            pass  # read the rest before closing
        # #endregion
    # #region error
    except OSError as error:
        print('The client left:', error)
    finally:
        client_connection.close()
    # #endregion
# #endregion


# #region socket
listen_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
# #region option
listen_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
# #endregion
# #endregion

# #region listen
listen_socket.bind((HOST, PORT))
listen_socket.listen()
print('Serving HTTP on port', PORT, '...')
# #endregion

# #region accept
while True:
    client_connection, client_address = listen_socket.accept()
    # One thread for each browser, so that none waits for another.
    Thread(target=serve, args=[client_connection], daemon=True).start()
# #endregion
