// #region import
import { createReadStream } from 'node:fs'
import { createServer, type Socket } from 'node:net'

// #endregion

// #region environment
const HOST = process.env['HOST'] ?? '127.0.0.1'
const PORT = Number(process.env['PORT'] ?? '9003')
// #endregion

// #region head
const found =
  'HTTP/1.1 200 OK\r\n' +
  'Content-Type: text/html; charset=utf-8\r\n\r\n'
const notFound =
  'HTTP/1.1 404 Not Found\r\n' +
  'Content-Type: text/plain; charset=utf-8\r\n\r\n'
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
    sendFile('site/html6.html', clientConnection)
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

// #region file
function sendFile(path: string, clientConnection: Socket) {
  // #region open
  const file = createReadStream(path)
  file.on('open', () => {
    clientConnection.write(found)
    file.pipe(clientConnection)
  })
  // #endregion
  // #region missing
  file.on('error', () => {
    clientConnection.write(notFound)
    clientConnection.end(`There is no file ${path} here.\n`)
  })
  // #endregion
  // #region leaves
  clientConnection.on('close', () => file.destroy())
  // #endregion
}
// #endregion

// #region listen
listenSocket.listen(PORT, HOST, () => {
  console.log('Serving HTTP on port', PORT, '...')
})
// #endregion
