import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findIsolation } from '../../src/process/isolation/find-isolation.ts'
import { makeTemporary } from '../../src/process/temporary.ts'
import { isThere } from '../required.ts'
import { type Hostile, hostile, type Outside, programOf } from './hostile-hand-ins.ts'
import { cli, makePlace } from './place.ts'
import { jsonLines, type Running, start } from './run.ts'

// Hand-ins that try to get at what is not theirs are graded together. None of it works, the results are right, and
// nothing is left.

const temporary = makeTemporary()
const isolation = await findIsolation(temporary.path)
temporary.remove()
const works = isThere('bwrap', isolation.type === 'found')

const all: readonly Hostile[] = [
  { name: 'is right', language: 'js', code: '' },
  { name: 'is right, in Python', language: 'py', code: '' },
  ...hostile,
]

interface HandInLine {
  readonly name: string
  readonly stages: readonly { readonly result: string }[]
}

describe.skipIf(!works)('hostile hand-ins', () => {
  const place = makePlace()
  const root = join(place.cwd, '..')
  const secret = `ghs_${Math.random()}`
  const seconds = `3600.${process.pid}`
  // By a link, as npm starts programs.
  const link = join(root, 'bin/learn-webserver')
  const visits: string[] = []
  const results = new Map<
    string,
    { readonly result: string | undefined; readonly report: string }
  >()
  let listener: Server
  let before: readonly string[]
  let graded: Running

  beforeAll(async () => {
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
    mkdirSync(join(root, 'all/neighbour/1-raw-socket'), { recursive: true })
    writeFileSync(outside.file, 'Kim,1\n')
    writeFileSync(outside.neighbour, 'print("mine")\n')
    for (const each of all) layOut(each, outside)
    before = listing([outside.home, outside.all])
    graded = await grade()
  })
  afterAll(() => {
    listener.close()
    place.remove()
  })

  const startGrade = (...options: string[]) => {
    const env = { LEARN_TEST_SECRET: secret, XDG_CACHE_HOME: join(root, 'cache') }
    return start(place, ['grade', join(root, 'all'), '--json', ...options], env, link)
  }

  async function grade() {
    const reports = join(root, 'reports')
    symlinkSync(cli, link)
    const running = startGrade('--jobs', '2', '--first-failure', '--junit-dir', reports)
    await running.ended
    const texts = readdirSync(reports).map((name) => readFileSync(join(reports, name), 'utf8'))
    for (const { name, stages } of jsonLines<HandInLine>(running))
      results.set(name, {
        result: stages[0]?.result,
        report: texts.find((text) => text.includes(`"${name}"`)) ?? '',
      })
    return running
  }

  function layOut(hostile: Hostile, outside: Outside): void {
    const folder = join(outside.all, hostile.name, '1-raw-socket')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `server.${hostile.language}`), programOf(hostile, outside))
  }

  test.each(all.map((each) => [each.name, each] as const))(
    '%s',
    (name, { result = 'passes', said = '' }) => {
      const found = results.get(name)
      expect(found?.report).not.toContain('it could: ')
      expect(found?.report).toContain('<testcase')
      expect(found?.report.replaceAll(/\s+/g, ' ')).toContain(said)
      expect(result === 'any' ? ['passes', 'fails'] : [result]).toContain(found?.result)
    },
  )

  test('each hand-in was graded, and the neighbour of all as it deserves', async () => {
    expect(graded.stderr()).toBe('')
    expect(await graded.ended).toBe(0)
    expect([...results.keys()].sort()).toEqual([...all.map(({ name }) => name), 'neighbour'].sort())
    expect(results.get('neighbour')?.result).toBe('fails')
  })

  test('nobody was visited', () => expect(visits).toEqual([]))

  test('no file was made, changed or deleted', () =>
    expect(listing([join(root, 'home'), join(root, 'all')])).toEqual(before))

  const isOurs = (line: string) => line.includes(seconds) || line.includes(root)
  const processes = () => commandLines().filter(isOurs)
  const foldersOf = ({ child: { pid } }: Running) =>
    readdirSync(tmpdir()).filter((name) => name.includes(`-${pid}-`))

  test('no process and no folder is left', async () => {
    await expect.poll(processes).toEqual([])
    expect(foldersOf(graded)).toEqual([])
  })

  test('nor are they where the grader itself is killed', async () => {
    const running = startGrade('--fresh', '--only', 'spins for ever')
    await expect.poll(() => processes().some((line) => line.startsWith('sleep'))).toBe(true)
    expect(foldersOf(running)).not.toEqual([])
    running.child.kill('SIGKILL')
    await expect.poll(processes).toEqual([])
    await expect.poll(() => foldersOf(running)).toEqual([])
  })
})

const ownAddresses = () =>
  Object.values(networkInterfaces()).flatMap((each) =>
    (each ?? []).filter(({ family }) => family === 'IPv4').map(({ address }) => address),
  )

/** All that is below folders, each file with its text. */
function listing(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return [path, ...listing([path])]
      return entry.isFile() ? `${path}: ${readFileSync(path, 'utf8')}` : `${path}: something else`
    }),
  )
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
