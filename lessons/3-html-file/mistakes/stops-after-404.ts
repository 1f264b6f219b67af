// fails: missing-words
// says: takes no connections any more
import { open } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'

const { HOST = '127.0.0.1', PORT = '9003' } = process.env

const found = 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n'
const notFound = 'HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'

const listenSocket = createServer({ allowHalfOpen: true }, (clientConnection) => {
  let request = ''
  let answered = false
  clientConnection.setEncoding('utf8')
  clientConnection.on('data', (text) => {
    if (answered) return
    request += text
    if (!/\r?\n\r?\n/.test(request)) return // no blank line yet
    answered = true
    console.log(request)
    sendFile('site/html6.html', clientConnection)
  })
  clientConnection.on('end', () => {
    if (!answered) clientConnection.end() // the client has left without asking
  })
  clientConnection.on('error', (error) => console.log('The client left:', error.message))
})

async function sendFile(path: string, clientConnection: Socket) {
  const file = await open(path).catch(() => undefined)
  if (file === undefined) {
    clientConnection.end(`${notFound}There is no file ${path} here.\n`)
    listenSocket.close()
    return
  }
  clientConnection.write(found)
  await pipeline(file.createReadStream(), clientConnection).catch(() => {})
}

listenSocket.listen(Number(PORT), HOST, () => {
  console.log('Serving HTTP on port', PORT, '...')
})
