// fails: html-type
// says: this is the value of Content-Type
import { createServer } from 'node:net'

const { HOST = '127.0.0.1', PORT = '9002' } = process.env

const html = `<html>
  <head><title>My TypeScript server</title></head>
  <body><h1 style="color:blue">Hello world!</h1></body>
</html>
`
const httpResponse = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n${html}`

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
