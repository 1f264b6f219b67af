// #region import
import { createServer } from 'node:net'

// #endregion

// #region environment
const HOST = process.env['HOST'] ?? '127.0.0.1'
const PORT = Number(process.env['PORT'] ?? '9002')
// #endregion

// #region response
// #region html
const html = `<html>
  <head><title>My web server</title></head>
  <body><h1 style="color:blue">Hello world!</h1></body>
</html>
`
// #endregion
// #region head
const httpHead =
  'HTTP/1.1 200 OK\r\n' +
  'Content-Type: text/html; charset=utf-8\r\n\r\n'
// #endregion
const httpResponse = httpHead + html
// #endregion

// #region accept
const listenSocket = createServer((clientConnection) => {
  // #region request
  let request = ''
  let isAnswered = false
  clientConnection.setEncoding('utf8')
  clientConnection.on('data', (text) => {
    if (isAnswered) return
    request += text
    if (!request.includes('\r\n\r\n')) return
    isAnswered = true
    // #region print
    console.log(request)
    // #endregion
    // #region send
    clientConnection.end(httpResponse)
    // #endregion
  })
  // #endregion
  // #region error
  clientConnection.on('error', (error) => {
    console.log('The client left:', error.message)
  })
  // #endregion
})
// #endregion

// #region listen
listenSocket.listen(PORT, HOST, () => {
  console.log('Serving HTTP on port', PORT, '...')
})
// #endregion
