// fails: length-in-bytes
// says: 5 characters, but 15 bytes follow
import { createServer } from 'node:net'

const { HOST = '127.0.0.1', PORT = '9001' } = process.env

const words = '안녕하세요'
const httpResponse = `HTTP/1.1 200 OK\r\nContent-Length: ${words.length}\r\n\r\n${words}`

const listenSocket = createServer((clientConnection) => {
  let request = ''
  clientConnection.setEncoding('utf8')
  clientConnection.on('data', (text) => {
    if (clientConnection.writableEnded) return
    request += text
    if (!request.includes('\r\n\r\n')) return
    console.log(request)
    clientConnection.end(httpResponse)
  })
  clientConnection.on('error', (error) => console.log('The client left:', error.message))
})

listenSocket.listen(Number(PORT), HOST, () => {
  console.log('Serving HTTP on port', PORT, '...')
})
