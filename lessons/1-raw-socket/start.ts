import { createServer } from 'node:net'

const { HOST = '127.0.0.1', PORT = '9001' } = process.env

// Called each time a browser connects. What belongs to one browser belongs in here.
const listenSocket = createServer((clientConnection) => {
  clientConnection.setEncoding('utf8')

  // Called for each piece of a request. `text` is that piece.
  clientConnection.on('data', (text) => {
    console.log('A piece has come:', text.length, 'characters')

    // Receive: gather the pieces until the blank line has come. Then the request is complete.

    // Print the request, to see what your browser sends.

    // Send the answer: a status line, a blank line, Hello world! Then close the connection.
  })

  clientConnection.on('error', (error) => console.log('The client left:', error.message))
})

listenSocket.listen(Number(PORT), HOST, () => {
  console.log('Serving HTTP on port', PORT, '...')
})
