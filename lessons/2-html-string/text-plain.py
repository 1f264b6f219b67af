import os
import re
import socket
import sys
from threading import Thread

HOST = os.environ.get('HOST', '127.0.0.1')
PORT = int(os.environ.get('PORT', '9002'))

# What is printed shall be seen at once, and in any script.
sys.stdout.reconfigure(encoding='utf-8', line_buffering=True)

# #region response
html = """<html>
  <head><title>My Python server</title></head>
  <body><h1 style="color:blue">Hello world!</h1></body>
</html>
"""
http_response = f'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{html}'
# #endregion


def serve(client_connection):
    try:
        request = b''
        while not re.search(rb'\r?\n\r?\n', request):  # no blank line yet
            piece = client_connection.recv(1024)
            if piece == b'':
                return  # the client has left without asking
            request += piece
        print(str(request, 'utf-8', 'replace'))
        client_connection.sendall(bytes(http_response, 'utf-8'))
        client_connection.shutdown(socket.SHUT_WR)  # that was all
        while client_connection.recv(1024) != b'':
            pass  # closing with bytes unread would reset the connection
    except OSError as error:
        print('The client left:', error)
    finally:
        client_connection.close()


listen_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listen_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listen_socket.bind((HOST, PORT))
listen_socket.listen()
print('Serving HTTP on port', PORT, '...')

while True:
    client_connection, client_address = listen_socket.accept()
    # A thread each, for a browser may connect and say nothing for minutes.
    Thread(target=serve, args=[client_connection], daemon=True).start()
