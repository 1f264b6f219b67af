# #region import
import os
import socket
import sys
from threading import Thread
# #endregion

# #region environment
HOST = os.environ.get('HOST', '127.0.0.1')
PORT = int(os.environ.get('PORT', '9003'))
# #endregion

# Show what is printed at once, and in every alphabet.
sys.stdout.reconfigure(encoding='utf-8', line_buffering=True)

# #region head
found = (
    'HTTP/1.1 200 OK\r\n'
    'Content-Type: text/html; charset=utf-8\r\n\r\n'
)
not_found = (
    'HTTP/1.1 404 Not Found\r\n'
    'Content-Type: text/plain; charset=utf-8\r\n\r\n'
)
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
        send_file('site/html6.html', client_connection)
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


# #region file
def send_file(path, client_connection):
    try:
        file = open(path, 'rb')
    except OSError:
        # #region missing
        response = not_found + f'There is no file {path} here.\n'
        client_connection.sendall(bytes(response, 'utf-8'))
        # #endregion
        return
    # #region send-file
    with file:
        client_connection.sendall(bytes(found, 'utf-8'))
        client_connection.sendfile(file)
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
