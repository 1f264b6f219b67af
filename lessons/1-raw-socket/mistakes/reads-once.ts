// fails: in-pieces
// says: this came after 23 of the 40 bytes of the request
import { createServer } from 'node:net'

const { HOST = '127.0.0.1', PORT = '9001' } = process.env

const httpResponse = 'HTTP/1.1 200 OK\r\n\r\nHello world!\n'

const listenSocket = createServer((clientConnection) => {
  let request = ''
  clientConnection.setEncoding('utf8')
  clientConnection.once('data', (text) => {
    request += text
    console.log(request)
    clientConnection.end(httpResponse)
  })
  clientConnection.on('error', (error) => console.log('The client left:', error.message))
})

listenSocket.listen(Number(PORT), HOST, () => {
  console.log('Serving HTTP on port', PORT, '...')
})
