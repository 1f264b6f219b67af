import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WorkerLine } from '../../src/class/grade/job.ts'
import { runWorker, type WorkerEnd } from '../../src/class/grade/run-worker.ts'
import { type FoundIsolation, findIsolation } from '../../src/process/isolation/find-isolation.ts'
import { isolateWorker } from '../../src/process/isolation/isolation.ts'
import { isThere } from '../required.ts'
import { type Hostile, hostile, type Outside, programOf } from './hostile-hand-ins.ts'
import { cli } from './place.ts'

// Hand-ins that try to get at what is not theirs are checked together, as `grade` does it. None of it works, the
// others' results are right, and nothing is left.

const root = mkdtempSync(join(tmpdir(), 'learn-webserver-hostile-'))
const found: FoundIsolation = await findIsolation(root)
const works = isThere('bwrap', found.type === 'found')
if (!works) rmSync(root, { recursive: true })

const secret = `ghs_${Math.random()}`
const right: Hostile = { name: 'is right', language: 'js', code: '' }
const rightPython: Hostile = { name: 'is right, in Python', language: 'py', code: '' }
const all = [right, rightPython, ...hostile]

interface Checked {
  readonly lines: readonly WorkerLine[]
  readonly end: WorkerEnd
}

describe.skipIf(!works)('hostile hand-ins', () => {
  const visits: string[] = []
  const results = new Map<string, Checked>()
  let listener: Server
  let before: readonly string[]
  const seconds = `3600.${process.pid}`

  beforeAll(async () => {
    process.env['LEARN_TEST_SECRET'] = secret
    listener = createServer((socket) => {
      visits.push(String(socket.remoteAddress))
      socket.on('error', () => {}).destroy()
    })
    await new Promise<void>((listening) => listener.listen(0, '0.0.0.0', listening))
    const address = listener.address()
    const outside: Outside = {
      home: join(root, 'home'),
      file: join(root, 'home/grades.csv'),
      all: join(root, 'all'),
      neighbour: join(root, 'all/neighbour/1-raw-socket/server.py'),
      secret,
      port: typeof address === 'object' && address !== null ? address.port : 0,
      addresses: ['127.0.0.1', ...ownAddresses()],
      seconds,
    }
    for (const folder of ['home', 'all/neighbour/1-raw-socket'])
      mkdirSync(join(root, folder), { recursive: true })
    writeFileSync(outside.file, 'Kim,1\n')
    writeFileSync(outside.neighbour, 'print("mine")\n')
    for (const each of all) layOut(each, outside)
    before = listing(root)
    const waiting = [...all]
    const work = async () => {
      for (let each = waiting.shift(); each !== undefined; each = waiting.shift())
        results.set(each.name, await check(each))
    }
    await Promise.all([work(), work()])
  })
  afterAll(() => {
    delete process.env['LEARN_TEST_SECRET']
    listener?.close()
    rmSync(root, { recursive: true })
  })

  test.each(all.map((each) => [each.name, each] as const))('%s', (name, { result = 'passes' }) => {
    const { lines, end } = results.get(name) ?? {}
    expect(end).toEqual({ type: 'done' })
    const checks = lines?.filter((line) => line.type === 'check') ?? []
    const failing = checks.filter(({ result }) => result === 'fails').map(({ text }) => text)
    if (result === 'passes') expect(failing).toEqual([])
    if (result === 'fails') expect(failing).not.toEqual([])
    expect(JSON.stringify(failing)).not.toContain('it could: ')
    expect(checks.length).toBeGreaterThan(10)
    expect(lines?.at(-1)).toMatchObject({ type: 'stage', stage: 1 })
  })

  test('nobody was visited', () => expect(visits).toEqual([]))

  test('no file was made, changed or deleted', () => expect(listing(root)).toEqual(before))

  test('no process is left', async () => {
    await expect.poll(() => commandLines().filter(isOurs)).toEqual([])
  })

  const isOurs = (line: string) => line.includes(seconds) || line.includes(root)
})

const folderOf = ({ name }: Hostile) => join(root, 'all', name)

function layOut(hostile: Hostile, outside: Outside): void {
  const folder = join(folderOf(hostile), '1-raw-socket')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `server.${hostile.language}`), programOf(hostile, outside))
}

async function check(hostile: Hostile): Promise<Checked> {
  if (found.type === 'none') throw new Error('no isolation')
  const { isolation } = found
  const folder = folderOf(hostile)
  const worker = isolateWorker(isolation, {
    command: { file: process.execPath, args: [cli, 'grade-worker'] },
    readable: [join(cli, '../..'), folder],
  })
  const lines: WorkerLine[] = []
  const { language } = hostile
  const file = `1-raw-socket/server.${language}`
  const stages = [{ stage: 1, root: '', language, file }]
  const job = { folder, stages, firstFailure: true, stageLimitMs: 20_000, isolation }
  const end = await runWorker(worker, job, {
    onLine: (line) => lines.push(line),
    signal: new AbortController().signal,
  })
  return { lines, end }
}

const ownAddresses = () =>
  Object.values(networkInterfaces()).flatMap((each) =>
    (each ?? []).filter(({ family }) => family === 'IPv4').map(({ address }) => address),
  )

/** All files below a folder, each with its text. */
function listing(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return [path, ...listing(path)]
    return entry.isFile() ? `${path}: ${readFileSync(path, 'utf8')}` : `${path}: something else`
  })
}

const commandLines = () =>
  readdirSync('/proc')
    .filter(Number)
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
      } catch {
        return []
      }
    })
