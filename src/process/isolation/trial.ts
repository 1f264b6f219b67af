/** What can be wrong with an isolation. */
export type Leak = 'network' | 'files'

/**
 * A program for Node that does what it must be able to do, then what it must not, and prints what it could as
 * JSON: a list of leaks. Its arguments are a file and a port that are not its own.
 */
export const trial = `
const fs = require('node:fs')
const net = require('node:net')
const [file, port] = process.argv.slice(1)
const reaches = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  })
const canWrite = (path) => {
  try {
    fs.appendFileSync(path, '')
    return true
  } catch {
    return false
  }
}
const server = net.createServer()
server.listen(0, '127.0.0.1', async () => {
  if (!canWrite('own') || !(await reaches(server.address().port))) process.exit(1)
  const leaks = []
  if (await reaches(Number(port))) leaks.push('network')
  if (fs.existsSync(file) || canWrite(file)) leaks.push('files')
  console.log(JSON.stringify(leaks))
  process.exit()
})
`

/** Runs Node, and then Python where it is found: it has to start, and to find its library. */
export const bothLanguages = `node "$@" || exit
if command -v python3 >&2; then exec python3 -c 'import http.server, threading'; fi`
