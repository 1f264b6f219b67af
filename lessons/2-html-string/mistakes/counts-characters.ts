// fails: length-in-bytes
// says: bytes follow. The browser shows only the first
import { createServer } from 'node:net'

const { HOST = '127.0.0.1', PORT = '9002' } = process.env

const html = `<html>
  <head><title>My TypeScript server</title></head>
  <body><h1 style="color:blue">안녕하세요</h1></body>
</html>
`
const httpResponse = `HTTP/1.1 200 OK\r\nContent-Length: ${html.length}\r\n\r\n${html}`

const listenSocket = createServer((clientConnection) => {
  let request = ''
  clientConnection.setEncoding('utf8')
  clientConnection.on('data', (text) => {
    if (clientConnection.writableEnded) return // answered already
    request += text
    if (!/\r?\n\r?\n/.test(request)) return // no blank line yet
    console.log(request)
    clientConnection.end(httpResponse)
  })
  clientConnection.on('error', (error) => console.log('The client left:', error.message))
})

listenSocket.listen(Number(PORT), HOST, () => {
  console.log('Serving HTTP on port', PORT, '...')
})
