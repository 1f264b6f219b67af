// fails: in-pieces
// says: the request came in 3 pieces
import { createServer } from 'node:net'

const { HOST = '127.0.0.1', PORT = '9001' } = process.env

const httpResponse = 'HTTP/1.1 200 OK\r\n\r\nHello world!\n'

const listenSocket = createServer((clientConnection) => {
  clientConnection.setEncoding('utf8')
  clientConnection.on('data', (text) => {
    let request = ''
    request += text
    if (!/\r?\n\r?\n/.test(request)) return
    console.log(request)
    clientConnection.end(httpResponse)
  })
  clientConnection.on('error', (error) => console.log('The client left:', error.message))
})

listenSocket.listen(Number(PORT), HOST, () => {
  console.log('Serving HTTP on port', PORT, '...')
})
