// How fast lessons/http-server.ts is, beside its peers, in one run: node test/bench/http-server.ts
// Each serves the same 1 KB file to 32 connections, in turn, several rounds; the figures are medians,
// as ratios to node:http answering a constant. Peers come by npx; one that does not start is left out.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addStage, makeFolder } from '../lessons/program.ts'
import { installPeers } from './peers.ts'
import { freePort, isSmoke, load, median, startProgram, stopProgram } from './run.ts'

const rounds = Number(process.env['ROUNDS'] ?? 3)
const seconds = Number(process.env['SECONDS'] ?? 3)

const folder = makeFolder()
const peers = installPeers('sirv-cli', 'http-server', 'serve', 'autocannon')
const site = join(folder, 'site')
writeFileSync(join(site, 'k.html'), 'x'.repeat(1024))
const constant = join(folder, 'constant.js')
writeFileSync(
  constant,
  `import { createServer } from 'node:http'
const body = Buffer.alloc(1024, 'x')
const fields = { 'Content-Type': 'text/html', 'Content-Length': body.length }
createServer((_, response) => response.writeHead(200, fields).end(body)).listen(process.env.PORT, '127.0.0.1')`,
)
const bin = (name: string) => peers.file(name) ?? name

const servers: Record<string, (port: string) => [command: string, ...args: string[]]> = {
  'node:http constant': () => [process.execPath, constant],
  'stage 4': () => [process.execPath, addStage(folder, '4-static-server')],
  'sirv (production)': (port) => [
    bin('sirv'),
    site,
    '--port',
    port,
    '--host',
    '127.0.0.1',
    '--quiet',
  ],
  'sirv (--dev)': (port) => [
    bin('sirv'),
    site,
    '--port',
    port,
    '--host',
    '127.0.0.1',
    '--quiet',
    '--dev',
  ],
  'http-server': (port) => [bin('http-server'), site, '-p', port, '-a', '127.0.0.1', '-s'],
  serve: (port) => [bin('serve'), site, '-l', `tcp://127.0.0.1:${port}`, '--no-request-logging'],
  'python3 http.server': (port) => [
    'python3',
    '-m',
    'http.server',
    '-b',
    '127.0.0.1',
    '-d',
    site,
    port,
  ],
}

const figures = new Map<string, number[]>()
for (let round = 0; round < rounds; round++) {
  for (const [name, command] of Object.entries(servers)) {
    const rate = await measure(command)
    if (rate !== undefined) figures.set(name, [...(figures.get(name) ?? []), rate])
  }
}
const base = median(figures.get('node:http constant') ?? [])
if (!isSmoke && figures.size < Object.keys(servers).length)
  console.log('Some peers could not be started, and are left out.')
for (const [name, rates] of figures) {
  const rate = median(rates)
  console.log(`${name.padEnd(22)} ${(rate / base).toFixed(3)}  ${Math.round(rate)} requests/s`)
}
rmSync(folder, { recursive: true })
peers.remove()

async function measure(
  command: (port: string) => [string, ...string[]],
): Promise<number | undefined> {
  const port = await freePort()
  // The programs' own log lines are written, as they are in use, to nowhere.
  const child = await startProgram(command(port), port, { HOST: '127.0.0.1' }, folder)
  if (child === undefined) return undefined
  const path = command === servers['serve'] ? 'k' : 'k.html'
  const rate = load(`http://127.0.0.1:${port}/${path}`, seconds, bin('autocannon'))
  await stopProgram(child)
  return rate
}
