// fails: second-visitor
// says: nothing, in
import { createServer } from 'node:net'

const { HOST = '127.0.0.1', PORT = '9001' } = process.env

const httpResponse = 'HTTP/1.1 200 OK\r\n\r\nHello world!\n'

let request = ''
let answered = false

const listenSocket = createServer((clientConnection) => {
  clientConnection.setEncoding('utf8')
  clientConnection.on('data', (text) => {
    request += text
    if (answered || !request.includes('\r\n\r\n')) return
    answered = true
    console.log(request)
    clientConnection.end(httpResponse)
  })
  clientConnection.on('error', (error) => console.log('The client left:', error.message))
})

listenSocket.listen(Number(PORT), HOST, () => {
  console.log('Serving HTTP on port', PORT, '...')
})
