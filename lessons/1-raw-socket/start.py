import os
import socket
import sys
from threading import Thread

HOST = os.environ.get('HOST', '127.0.0.1')
PORT = int(os.environ.get('PORT', '9001'))

# Show what is printed at once, and in every alphabet.
sys.stdout.reconfigure(encoding='utf-8', line_buffering=True)

# Step 1. Write the response here: a status line, an empty line, Hello world!
http_response = ''


# Called for each browser that connects.
def serve(client_connection):
    try:
        # Step 2. Receive: add up the pieces in a loop, until the empty line
        # has come.
        request = client_connection.recv(1024)

        # Step 3. Print the request.

        client_connection.sendall(bytes(http_response, 'utf-8'))
        client_connection.shutdown(socket.SHUT_WR)  # nothing more to send
        while client_connection.recv(1024) != b'':
            pass  # read the rest before closing
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
    # One thread for each browser, so that none waits for another.
    Thread(target=serve, args=[client_connection], daemon=True).start()
