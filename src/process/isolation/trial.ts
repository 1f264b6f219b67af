/** What can be wrong with an isolation. */
export type Leak = 'network' | 'files' | 'processes'

/**
 * A program for Node that does what it must be able to do, then what it must not, and prints what it could as
 * JSON in its last line: a list of leaks. Its arguments are a file and a port that are not its own. A third one says that it
 * is alone, in no network of its own: a process that it must not reach. Then it may connect to nobody, and its first line
 * is the port at which it has to be visited.
 */
export const trial = `
const fs = require('node:fs')
const net = require('node:net')
const { spawnSync } = require('node:child_process')
const [file, port, pid] = process.argv.slice(1)
const reaches = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  })
const can = (work) => {
  try {
    return work() !== false
  } catch {
    return false
  }
}
const server = net.createServer()
const isVisited = new Promise((resolve) => {
  server.once('connection', () => resolve(true))
  setTimeout(() => resolve(false), 5000).unref()
})
server.listen(0, '127.0.0.1', async () => {
  const own = server.address().port
  if (pid !== undefined) console.log(own)
  const isServed = pid === undefined ? await reaches(own) : await isVisited
  if (!can(() => fs.appendFileSync('own', '')) || !isServed) process.exit(1)
  const leaks = []
  if (await reaches(Number(port))) leaks.push('network')
  if (fs.existsSync(file) || can(() => fs.appendFileSync(file, ''))) leaks.push('files')
  const starts = () => spawnSync('/bin/sh', ['-c', 'exit 0']).status === 0
  if (pid !== undefined && (can(() => process.kill(Number(pid), 0)) || can(starts)))
    leaks.push('processes')
  console.log(JSON.stringify(leaks))
  process.exit()
})
`

/** Has Python start, and find its library. */
const pythonStarts = `exec python3 -c 'import http.server, threading'`

/** Runs Node, and then Python where it is found. */
export const bothLanguages = `node "$@" || exit
if command -v python3 >&2; then ${pythonStarts}; fi`

/** Runs Node alone, in one process. */
export const nodeAlone = 'exec node "$@"'

/** The same for Python, where it is found. */
export const pythonAlone = `command -v python3 >/dev/null || exit 0; ${pythonStarts}`
