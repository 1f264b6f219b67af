// #region import
import { createServer } from 'node:net'

const { HOST = '127.0.0.1', PORT = '9001' } = process.env
// #endregion

// #region response
const httpResponse = 'HTTP/1.1 200 OK\r\n\r\nHello world!\n'
// #endregion

// #region accept
const listenSocket = createServer((clientConnection) => {
  // #region request
  let request = ''
  clientConnection.setEncoding('utf8')
  clientConnection.on('data', (text) => {
    if (clientConnection.writableEnded) return // answered already
    request += text
    if (!/\r?\n\r?\n/.test(request)) return // no blank line yet
    console.log(request)
    clientConnection.end(httpResponse)
  })
  // #endregion
  // #region error
  clientConnection.on('error', (error) => console.log('The client left:', error.message))
  // #endregion
})
// #endregion

// #region listen
listenSocket.listen(Number(PORT), HOST, () => {
  console.log('Serving HTTP on port', PORT, '...')
})
// #endregion
