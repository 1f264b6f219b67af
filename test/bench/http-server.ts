// How fast lessons/http-server.ts is, beside its peers, in one run: node test/bench/http-server.ts
// Each serves the same 1 KB file to 32 connections, in turn, several rounds; the figures are medians,
// as ratios to node:http answering a constant. Peers come by npx; one that does not start is left out.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addStage, makeFolder } from '../lessons/program.ts'

const rounds = Number(process.env['ROUNDS'] ?? 3)
const seconds = Number(process.env['SECONDS'] ?? 3)

const folder = makeFolder()
const tools = mkdtempSync(join(tmpdir(), 'bench-'))
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
spawnSync(
  'npm',
  [
    'install',
    '--no-audit',
    '--no-fund',
    '--prefix',
    tools,
    'sirv-cli',
    'http-server',
    'serve',
    'autocannon',
  ],
  {
    stdio: 'ignore',
  },
)
const bin = (name: string) => join(tools, 'node_modules/.bin', name)

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
for (const [name, rates] of figures) {
  const rate = median(rates)
  console.log(`${name.padEnd(22)} ${(rate / base).toFixed(3)}  ${Math.round(rate)} requests/s`)
}
rmSync(folder, { recursive: true })
rmSync(tools, { recursive: true })

async function measure(
  command: (port: string) => [string, ...string[]],
): Promise<number | undefined> {
  const port = String(await freePort())
  const [program, ...args] = command(port)
  // The programs' own log lines are written, as they are in use, to nowhere.
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, PORT: port, HOST: '127.0.0.1' },
    stdio: 'ignore',
  })
  let gone = false
  child.once('error', () => {
    gone = true
  })
  const url = `http://127.0.0.1:${port}/${command === servers['serve'] ? 'k' : 'k.html'}`
  const end = Date.now() + 10_000
  while (!gone && child.exitCode === null && Date.now() < end && !(await answers(url))) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const rate = (await answers(url)) ? load(url) : undefined
  await stop(child, gone)
  return rate
}

/** Requests a second: by wrk where there is one, for it takes less of the machine than autocannon. */
function load(url: string): number {
  const wrk = spawnSync('wrk', ['-t1', '-c32', `-d${seconds}`, url], { encoding: 'utf8' })
  if (wrk.error === undefined) return Number(/Requests\/sec:\s*([\d.]+)/.exec(wrk.stdout)?.[1])
  const args = ['-c', '32', '-d', String(seconds), '--json', url]
  const { stdout } = spawnSync(bin('autocannon'), args, { encoding: 'utf8' })
  return Number(/"requests":\{"average":([\d.]+)/.exec(stdout)?.[1])
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      let length = 0
      response.on('data', (chunk) => {
        length += chunk.length
      })
      response.on('end', () => resolve(response.statusCode === 200 && length === 1024))
    }).on('error', () => resolve(false))
  })
}

async function stop(child: ChildProcess, gone: boolean): Promise<void> {
  if (gone || child.exitCode !== null) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await exited
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
