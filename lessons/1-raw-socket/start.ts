import { createServer } from 'node:net'

const { HOST = '127.0.0.1', PORT = '9001' } = process.env

// Called each time a browser connects. What belongs to one browser belongs in here.
const listenSocket = createServer((clientConnection) => {
  clientConnection.setEncoding('utf8')

  clientConnection.on('data', (text) => {
    // 1. Receive. `text` is the next piece of the request. Gather the pieces until there is a
    //    blank line: then the request is complete.

    // 2. Print the request, to see what your browser sends.

    // 3. Respond: a status line, a blank line, and Hello world! Then close the connection.
    console.log('A piece has come:', text.length, 'characters')
  })

  clientConnection.on('error', (error) => console.log('The client left:', error.message))
})

listenSocket.listen(Number(PORT), HOST, () => {
  console.log('Serving HTTP on port', PORT, '...')
})
