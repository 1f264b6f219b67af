import os
import socket
import sys
from threading import Thread

HOST = os.environ.get('HOST', '127.0.0.1')
PORT = int(os.environ.get('PORT', '9001'))

# What is printed shall be seen at once, and in any script.
sys.stdout.reconfigure(encoding='utf-8', line_buffering=True)


# Called each time a browser connects. What belongs to one browser belongs in
# here.
def serve(client_connection):
    try:
        piece = client_connection.recv(1024)
        print('A piece has come:', len(piece), 'bytes')

        # Receive: gather the pieces until the blank line has come. Then the
        # request is complete. An empty piece: the browser has left.

        # Print the request, to see what your browser sends.

        # Send the answer: a status line, a blank line, Hello world! Then close
        # the connection.
    except OSError as error:
        print('The client left:', error)


listen_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listen_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listen_socket.bind((HOST, PORT))
listen_socket.listen()
print('Serving HTTP on port', PORT, '...')

while True:
    client_connection, client_address = listen_socket.accept()
    # A thread each, for a browser may connect and say nothing for minutes.
    Thread(target=serve, args=[client_connection], daemon=True).start()
