// fails: ok
// says: nothing: your server closed the connection
import { createServer } from 'node:net'

const { HOST = '127.0.0.1', PORT = '9001' } = process.env

const httpResponse = 'HTTP/1.1 200 OK\r\n\r\nHello world!\n'

const listenSocket = createServer((clientConnection) => {
  let request = ''
  clientConnection.setEncoding('utf8')
  clientConnection.on('data', (text) => {
    request += text
    if (!request.includes('\r\n\r\n')) return
    console.log(request, httpResponse)
    clientConnection.end()
  })
  clientConnection.on('error', (error) => console.log('The client left:', error.message))
})

listenSocket.listen(Number(PORT), HOST, () => {
  console.log('Serving HTTP on port', PORT, '...')
})
