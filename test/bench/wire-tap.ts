import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPageServer } from '../../src/page/server/page-server.ts'
import { createPlainSource, sessionWithoutLesson } from '../../src/page/server/plain-source.ts'
import { createSession } from '../../src/wire/session.ts'
import { connectTo, openTap } from '../../src/wire/tap.ts'
import { freePort, load, startProgram, stopProgram } from './run.ts'

const rounds = Number(process.env['ROUNDS'] ?? 5)
const seconds = Number(process.env['SECONDS'] ?? 3)
const port = Number(process.env['PORT'])

/** The programs that a bench measures in processes of their own, each started with the port of the server. */
export const servers: Record<string, (args: readonly string[]) => void> = {
  /** 1 KB for each request; before it closes a connection it says in the body when. */
  bare() {
    const body = 'x'.repeat(1024)
    const kept = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1024\r\n\r\n${body}`
    createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => socket.destroy())
      socket.on('end', () => socket.end())
      socket.on('data', (bytes) => {
        if (!bytes.includes('Connection: close')) socket.write(kept)
        else {
          const now = String(process.hrtime.bigint())
          socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${now}`)
        }
      })
    }).listen(port, '127.0.0.1')
  },
  async tap([to]) {
    const session = createSession()
    await openTap({
      port,
      hosts: ['127.0.0.1'],
      connect: () => connectTo(Number(to)),
      onEvent: (event) => session.take(event),
    })
  },
  /** The same, with a page open that is told of it all. */
  async page([to, urlFile]) {
    const session = createSession()
    const source = createPlainSource({
      session: sessionWithoutLesson('tap'),
      connectionsNow: () => session.connections,
      exchangesNow: () => session.exchanges,
      language: () => undefined,
      address: () => ({ host: '127.0.0.1', port }),
      send: undefined,
    })
    const { url } = await openPageServer(source, { script: '', style: '' })
    writeFileSync(urlFile ?? '', url)
    await openTap({
      port,
      hosts: ['127.0.0.1'],
      connect: () => connectTo(Number(to)),
      onEvent(event) {
        for (const change of session.take(event)) source.take(change)
      },
    })
  },
  /** Reads what a page is told. */
  async reader([urlFile]) {
    const url = readFileSync(urlFile ?? '', 'utf8')
    const entered = await fetch(url)
    const [cookie = ''] = entered.headers.get('set-cookie')?.split(';') ?? []
    const { body } = await fetch(new URL('events', url), { headers: { Cookie: cookie } })
    for await (const _ of body ?? []);
  },
  pipe([to]) {
    createServer((client) => {
      const server = connectTo(Number(to))
      client.on('error', () => server.destroy()).pipe(server)
      server.on('error', () => client.destroy()).pipe(client)
    }).listen(port, '127.0.0.1')
  },
}

/** A figure, and its ratio to the first one of its table. */
export interface Row {
  readonly name: string
  readonly figure: number
  readonly ratio: number
  /** What the ratio has to be at least. */
  readonly goal?: number
}

/** Requests a second through a bare pipe and through the tap, with and without a page: the best of interleaved rounds. */
export async function measureRates(tools: string): Promise<Row[]> {
  const self = process.argv[1] ?? ''
  const rates = new Map<string, number[]>()
  await withServer(async (to) => {
    for (let round = 0; round < rounds; round++) {
      for (const role of ['pipe', 'tap', 'page']) {
        const own = await freePort()
        const urlFile = join(tmpdir(), `bench-page-${own}`)
        const front = await startProgram([process.execPath, self, role, to, urlFile], own)
        if (front === undefined) throw new Error(`${role} does not start`)
        const reader =
          role === 'page' ? spawn(process.execPath, [self, 'reader', urlFile]) : undefined
        const autocannon = join(tools, 'node_modules/.bin/autocannon')
        const rate = load(`http://127.0.0.1:${own}/`, seconds, autocannon)
        rates.set(role, [...(rates.get(role) ?? []), rate])
        await stopProgram(front)
        if (reader !== undefined) await stopProgram(reader)
        rmSync(urlFile, { force: true })
      }
    }
  })
  const of = (role: string) => Math.max(...(rates.get(role) ?? []))
  return [
    { name: 'a bare pipe', figure: of('pipe'), ratio: 1 },
    { name: 'the tap, recording', figure: of('tap'), ratio: of('tap') / of('pipe'), goal: 0.8 },
    {
      name: 'the same with a page open, of the tap',
      figure: of('page'),
      ratio: of('page') / of('tap'),
      goal: 0.9,
    },
  ]
}

/** Milliseconds that 99 of 100 take at most. */
export interface Delays {
  readonly name: string
  /** From the request to the first byte of its response. */
  readonly firstByteMs: number
  /** From the server's FIN to the client's. */
  readonly finMs: number
  /** Requests that were measured in that round. */
  readonly samples: number
}

/**
 * What each view of `tap` adds to the time that bytes and a FIN take, beside the load of 16 connections: the
 * best of interleaved rounds, as whatever else runs on the machine only adds to it.
 */
export async function measureDelays(): Promise<Delays[]> {
  const self = process.argv[1] ?? ''
  const folder = mkdtempSync(join(tmpdir(), 'bench-delays-'))
  const node = process.execPath
  const tap = (own: string, to: string, ...options: string[]) =>
    [node, 'dist/cli.cjs', 'tap', '--to', `127.0.0.1:${to}`, '--port', own, ...options] as const
  const drawn = (own: string, to: string) => tap(own, to).join(' ')
  const views: Record<string, (own: string, to: string) => readonly [string, ...string[]]> = {
    'recording alone': (_, to) => [node, self, 'tap', to],
    'screen drawn': (own, to) => ['script', '-qfc', drawn(own, to), '/dev/null'],
    '`--json`': (own, to) => tap(own, to, '--json'),
    '`--save`': (own, to) => tap(own, to, '--plain', '--save', join(folder, `${own}.har`)),
  }
  const best = new Map<string, Delays>()
  try {
    await withServer(async (to) => {
      for (let round = 0; round < rounds; round++) {
        for (const [name, commandOf] of Object.entries(views)) {
          const own = await freePort()
          const front = await startProgram(commandOf(own, to), own)
          if (front === undefined) throw new Error(`tap does not start: ${name}`)
          const found = { name, ...(await probe(own)) }
          if (found.firstByteMs + found.finMs < sum(best.get(name))) best.set(name, found)
          await stopProgram(front)
        }
      }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return [...best.values()]
}

const sum = (delays: Delays | undefined) =>
  delays === undefined ? Number.POSITIVE_INFINITY : delays.firstByteMs + delays.finMs

async function probe(own: string): Promise<Omit<Delays, 'name'>> {
  const length = `-d${Math.max(1, Math.round(seconds))}`
  const wrk = spawn('wrk', ['-t1', '-c16', length, `http://127.0.0.1:${own}/`], { stdio: 'ignore' })
  const all = await askUntilOver(own, wrk)
  return {
    firstByteMs: percentile99(all.map(({ firstByteMs }) => firstByteMs)),
    finMs: percentile99(all.map(({ finMs }) => finMs)),
    samples: all.length,
  }
}

type Asked = Pick<Delays, 'firstByteMs' | 'finMs'>

async function askUntilOver(own: string, wrk: ChildProcess): Promise<Asked[]> {
  const all: Asked[] = []
  let isOver = false
  wrk.once('error', () => {
    isOver = true
  })
  wrk.once('exit', () => {
    isOver = true
  })
  do all.push(await ask(Number(own)))
  while (!isOver)
  return all
}

/** One request on a connection of its own. */
function ask(own: number): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const socket = connect(own, '127.0.0.1')
    let said = ''
    let sentAt = 0n
    let firstAt = 0n
    socket.on('connect', () => {
      sentAt = process.hrtime.bigint()
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    })
    socket.on('data', (bytes) => {
      if (said === '') firstAt = process.hrtime.bigint()
      said += String(bytes)
    })
    socket.on('error', reject)
    socket.on('end', () => {
      const endedAt = BigInt(said.slice(said.indexOf('\r\n\r\n') + 4))
      const ms = (from: bigint, to: bigint) => Number(to - from) / 1e6
      resolve({ firstByteMs: ms(sentAt, firstAt), finMs: ms(endedAt, process.hrtime.bigint()) })
    })
  })
}

const percentile99 = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN

async function withServer(run: (port: string) => Promise<void>): Promise<void> {
  const to = await freePort()
  const server = await startProgram([process.execPath, process.argv[1] ?? '', 'bare'], to)
  if (server === undefined) throw new Error('the bare server does not start')
  try {
    await run(to)
  } finally {
    await stopProgram(server)
  }
}
