// A class on one board: so many students, each with a change every ten seconds. How long it takes until a change is on the
// page, whether one is lost, and the memory that the board takes. STUDENTS=300 SECONDS=600 CUT=0.33 KILLS=2 node …
import { type ChildProcess, spawn } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseJoinResponse, paths } from '../../src/class/api.ts'
import type { BoardEvent } from '../../src/class/board/protocol.ts'
import { createAsk } from '../../src/class/join/ask.ts'
import { sleep } from '../../src/class/join/follow.ts'
import type { Told } from '../../src/class/join/report-of.ts'
import { createSender } from '../../src/class/join/sender.ts'
import { isSmoke } from './run.ts'

const set = (name: string, usual: number) => Number(process.env[name] ?? usual)
const students = set('STUDENTS', isSmoke ? 5 : 30)
const seconds = isSmoke ? 2 : set('SECONDS', 60)
const everyMs = isSmoke ? 500 : 10_000
/** The part of the connections that is cut, every five seconds. */
const cut = set('CUT', isSmoke ? 0.3 : 0)
const kills = isSmoke ? 1 : set('KILLS', 0)

const folder = mkdtempSync(join(tmpdir(), 'learn-webserver-board-'))
const port = await freePort()
let board: ChildProcess | undefined
// Also where something is thrown.
process.once('exit', () => {
  board?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})
let pageUrl = ''
let code = ''

async function startBoard(): Promise<void> {
  board = spawn(
    process.execPath,
    [
      'dist/cli.cjs',
      'board',
      '--json',
      '--no-open',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--journal',
      join(folder, 'class.jsonl'),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, XDG_CONFIG_HOME: folder } },
  )
  const [line] = await new Promise<[string]>((resolve) =>
    board?.stdout?.once('data', (bytes) => resolve([String(bytes)])),
  )
  const told: { url: string; code: string } = JSON.parse(line)
  pageUrl = told.url
  code = told.code
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Connections of students, to be cut. */
const sockets = new Set<Socket>()
subscribe('net.client.socket', (message) => {
  const { socket } = message as { socket: Socket }
  sockets.add(socket)
  socket.once('close', () => sockets.delete(socket))
})

/** When each change was made, by student and number; taken out when it is on the page. */
const made = Array.from({ length: students }, () => new Map<number, number>())
const seen = Array.from({ length: students }, () => 0)
const newest = Array.from({ length: students }, () => 0)
const delaysMs: number[] = []
/** While the network is broken on purpose, and a little after, delays say nothing. */
let brokenUntilMs = 0

function see(student: number, count: number): void {
  if (count < (seen[student] ?? 0)) throw new Error(`student ${student}: an old state was shown`)
  seen[student] = count
  const nowMs = performance.now()
  for (const [number, madeMs] of made[student] ?? []) {
    if (number > count) continue
    made[student]?.delete(number)
    if (madeMs > brokenUntilMs) delaysMs.push(nowMs - madeMs)
  }
}

/** Looks at the page as a browser does, and comes back when the board does. */
function watchPage(): void {
  let isOver = false
  const again = () => {
    if (!isOver) setTimeout(watchPage, 500)
    isOver = true
  }
  get(pageUrl, (page) => {
    page.resume()
    const cookie = String(page.headers['set-cookie']).split(';')[0] ?? ''
    get(new URL('/board/events', pageUrl), { headers: { cookie } }, (stream) => {
      let text = ''
      let events = 0
      let begunMs = performance.now()
      stream.setEncoding('utf8')
      stream.on('data', (piece) => {
        text += piece
        const parts = text.split('\n\n')
        text = parts.pop() ?? ''
        for (const part of parts) {
          const event: BoardEvent = JSON.parse(part.replace(/^data: /, ''))
          if (event.type === 'glance') events += 1
          if (event.type === 'glance' && events === 1) begunMs = performance.now()
          if (event.type !== 'rows') continue
          for (const row of event.rows) see(Number(row.name.slice(1)), row.screen ?? 0)
        }
        // Those after the first.
        redraws = ((events - 1) * 1000) / Math.max(performance.now() - begunMs, 1000)
      })
      stream.on('error', again)
      stream.on('close', again)
    }).on('error', again)
  }).on('error', again)
}
let redraws = 0

const told = (count: number): Told => ({
  version: '0.1.0',
  language: 'js',
  stage: 'raw-socket',
  stages: {
    'raw-socket': {
      screen: count,
      passed: count % 13,
      of: 13,
      failing: { id: 'closes-connection', sinceMs: Date.now() - 60_000, runs: count },
    },
    'html-string': { screen: 3, passed: 11, of: 11, hints: 2 },
  },
  savesMs: Array.from({ length: 8 }, (_, i) => Date.now() - i * 10_000),
})

await startBoard()
const senders = await Promise.all(
  Array.from({ length: students }, async (_, student) => {
    const { ask } = createAsk('foreground')
    const place = { host: '127.0.0.1', port }
    const own = { id: `id-${student}-`.padEnd(24, '0'), token: `token-${student}-`.padEnd(24, '0') }
    const request = { code, name: `s${student}`, ...own }
    const answer = await ask(place, {
      method: 'POST',
      path: paths.join,
      body: request,
      timeoutMs: 20_000,
    })
    if (answer.type !== 'answered' || parseJoinResponse(answer.value) === undefined)
      throw new Error(`student ${student} could not join: ${JSON.stringify(answer)}`)
    return createSender({
      ask,
      places: [place],
      token: own.token,
      rejoin: () => ({ ...request, keepsName: true }),
      nowMs: Date.now,
      onConnected: () => {},
      onNews: () => {},
      onLeft: () => {},
      sleep,
    })
  }),
)
watchPage()

const memory = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${board?.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
let mostMegabytes = 0
/** How long this process itself stood still: what is measured then says nothing of the board. */
let stillMs = 0
let tickedMs = performance.now()
const timers = [
  setInterval(() => {
    stillMs = Math.max(stillMs, performance.now() - tickedMs - 50)
    tickedMs = performance.now()
  }, 50),
  setInterval(() => {
    try {
      mostMegabytes = Math.max(mostMegabytes, memory())
    } catch {
      // It is being started again.
    }
  }, 500),
]
const change = (student: number) => {
  const number = (newest[student] ?? 0) + 1
  newest[student] = number
  made[student]?.set(number, performance.now())
  senders[student]?.tell(told(number))
}
for (let student = 0; student < students; student++) {
  // Not all in the same moment.
  timers.push(
    setTimeout(
      () => {
        change(student)
        timers.push(setInterval(() => change(student), everyMs))
      },
      (student / students) * everyMs,
    ),
  )
}
if (cut > 0)
  timers.push(
    setInterval(
      () => {
        brokenUntilMs = performance.now() + 20_000
        for (const socket of sockets) if (Math.random() < cut) socket.destroy(new Error('cut'))
      },
      isSmoke ? 300 : 5000,
    ),
  )
const beganMs = performance.now()
for (let kill = 1; kill <= kills; kill++) {
  await new Promise((resolve) => setTimeout(resolve, (seconds * 1000) / (kills + 1)))
  brokenUntilMs = performance.now() + 30_000
  board?.kill('SIGKILL')
  await new Promise((resolve) => setTimeout(resolve, isSmoke ? 200 : 3000))
  await startBoard()
}
const leftMs = seconds * 1000 - (performance.now() - beganMs)
await new Promise((resolve) => setTimeout(resolve, Math.max(leftMs, 0)))
for (const timer of timers) clearInterval(timer)
// The newest of each has to arrive, however long the network was away.
const endMs = performance.now() + 60_000
const missing = () => newest.filter((count, student) => seen[student] !== count).length
while (missing() > 0 && performance.now() < endMs)
  await new Promise((resolve) => setTimeout(resolve, 50))

const sorted = delaysMs.sort((a, b) => a - b)
const at = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0)
const changes = newest.reduce((sum, count) => sum + count, 0)
console.log(
  `board: ${students} students, ${changes} changes in ${seconds} s${cut > 0 ? `, ${Math.round(cut * 100)} % of connections cut every 5 s` : ''}${kills > 0 ? `, board killed ${kills} times` : ''}`,
)
console.log(
  `  lost: ${missing()} of ${students} newest states; on the page after ${at(0.5)} ms (p50), ${at(0.99)} ms (p99), ${at(1)} ms (most), of ${sorted.length} measured`,
)
console.log(
  `  memory of the board: at most ${mostMegabytes.toFixed(0)} MB; ${redraws.toFixed(1)} redraws a second; the students' process stood still for at most ${stillMs.toFixed(0)} ms`,
)
process.exit(missing() === 0 ? 0 : 1)
