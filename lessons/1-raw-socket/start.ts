import { createServer } from 'node:net'

const HOST = process.env['HOST'] ?? '127.0.0.1'
const PORT = Number(process.env['PORT'] ?? '9001')

// Step 1. Write the response here: a status line, an empty line, Hello world!
const httpResponse = ''

// Node calls this function for each browser that connects.
const listenSocket = createServer((clientConnection) => {
  clientConnection.setEncoding('utf8')

  // Node calls this function for each piece of a request. The piece is in `text`.
  clientConnection.on('data', (text) => {
    console.log('A piece came:', text.length, 'characters')

    // Step 2. Receive: add up the pieces, and go on when the empty line has come.

    // Step 3. Print the request.

    clientConnection.end(httpResponse)
  })

  clientConnection.on('error', (error) => {
    console.log('The client left:', error.message)
  })
})

listenSocket.listen(PORT, HOST, () => {
  console.log('Serving HTTP on port', PORT, '...')
})
