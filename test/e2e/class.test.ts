import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mistakesIn } from '../json/schema.ts'
import { cli, freePort, makePlace, type TestPlace } from './place.ts'
import { type Running, runToEnd, start } from './run.ts'
import { hasTmux, openTestTerminal } from './terminal.ts'

let place: TestPlace
const running: Running[] = []
beforeEach(() => {
  place = makePlace()
})
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
  place.remove()
})

interface Told {
  readonly url: string
  readonly wall: string
  readonly join: string
  readonly code: string
  readonly journal: string
}

/** A board on this machine alone, as a teacher's script starts it. */
async function openBoard(port: number): Promise<Told & { readonly process: Running }> {
  const process = start(place, [
    'board',
    '--json',
    '--no-open',
    ...['--host', '127.0.0.1', '--port', String(port)],
  ])
  running.push(process)
  await expect.poll(() => process.stdout() + process.stderr()).toContain('\n')
  const told = JSON.parse(process.stdout())
  expect(mistakesIn(told)).toEqual([])
  return { ...told, process }
}

/** A folder that has begun the course. */
function makeFolder(name = 'my-webserver'): string {
  const folder = join(place.cwd, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'settings.json'), '{ "language": "js" }')
  writeFileSync(
    join(folder, 'progress.json'),
    JSON.stringify({ course: 'learn-webserver', version: 2, stages: {} }),
  )
  return folder
}

/** The class as the teacher exports it. */
async function exported({ url }: Pick<Told, 'url'>): Promise<{ name: string }[]> {
  const page = await fetch(url, { redirect: 'manual' })
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? ''
  const at = new URL('/board/class.json', url)
  const all: { name: string }[] = await (await fetch(at, { headers: { cookie } })).json()
  expect(all.flatMap((one) => mistakesIn(one))).toEqual([])
  return all
}

test('--stuck that is no number of minutes is refused', async () => {
  const { code, stderr } = await runToEnd(place, 'board', '--no-open', '--stuck', '0')
  expect([code, stderr]).toEqual([2, expect.stringContaining('"0" can\'t be used with --stuck.')])
})

describe('join', () => {
  test('once, by the folder; class says what is sent, and leaves', async () => {
    const board = await openBoard(await freePort())
    const folder = makeFolder()
    const joined = await runToEnd(place, 'join', board.join, '-c', board.code, '--name', 'Kim')
    expect(joined).toMatchObject({ code: 0, stderr: '' })
    expect(joined.stdout).toContain('You are in the class as Kim.')
    const file = join(folder, 'class.json')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await exported(board)).toMatchObject([{ type: 'hand-in', name: 'Kim' }])

    const again = await runToEnd(place, 'join', board.join, '-c', board.code)
    expect(again.stdout).toContain('You are in this class as Kim already.')
    expect(await exported(board)).toHaveLength(1)

    const { stdout } = await runToEnd(place, 'class')
    expect(stdout).toContain('The board answers now.')
    expect(stdout).toContain('your name: Kim')
    expect(stdout).toContain('HTTP')
    const { token } = JSON.parse(readFileSync(file, 'utf8'))
    expect(stdout).not.toContain(token)

    const json = JSON.parse((await runToEnd(place, 'class', '--json')).stdout)
    expect(json).toMatchObject({ joined: true, sent: { name: 'Kim', stages: {}, language: 'js' } })
    expect(mistakesIn(json, 'class')).toEqual([])

    const left = await runToEnd(place, 'class', '--leave')
    expect(left.stdout).toContain('You have left the class. Nothing is sent any more.')
    expect(existsSync(file)).toBe(false)
    expect(await exported(board)).toEqual([])
    expect((await runToEnd(place, 'class')).stdout).toContain('This folder is in no class.')
  })

  test('by script, with the folder: init --class; a name that is taken leaves no folder', async () => {
    const board = await openBoard(await freePort())
    const to = ['--class', board.join, '-c', board.code]
    const made = await runToEnd(place, 'init', 'kim', '--lang', 'py', ...to)
    expect(made).toMatchObject({ code: 0, stderr: '' })
    expect(made.stdout).toContain('It is in the class, as kim.')
    expect(await exported(board)).toMatchObject([{ name: 'kim' }])
    const taken = await runToEnd(place, 'init', 'lee', ...to, '--name', 'Kim')
    expect(taken.stderr).toContain('Somebody in this class is called Kim already.')
    expect([taken.code, existsSync(join(place.cwd, 'lee'))]).toEqual([2, false])
    const half = await runToEnd(place, 'init', 'lee', '--class', board.join)
    expect(half).toMatchObject({ code: 2, stderr: expect.stringContaining('--class and -c') })
  })

  test('a second folder with the same name is another student, who is asked for another name', async () => {
    const board = await openBoard(await freePort())
    for (const name of ['one', 'two']) makeFolder(name)
    const to = ['join', board.join, '-c', board.code, '--name']
    expect((await runToEnd(place, ...to, 'Kim', '--dir', 'one')).code).toBe(0)
    const { code, stderr } = await runToEnd(place, ...to, 'kim', '--dir', 'two')
    expect(stderr).toContain('Somebody in this class is called kim already.\nGive another name')
    expect(code).toBe(2)
    expect((await runToEnd(place, ...to, 'Kim B', '--dir', 'two')).code).toBe(0)
    expect((await exported(board)).map(({ name }) => name)).toEqual(['Kim', 'Kim B'])
  })

  test('what is wrong is said in a sentence, with what to do', async () => {
    makeFolder()
    const board = await openBoard(await freePort())
    const tried = async (...args: string[]) => {
      const { code, stdout, stderr } = await runToEnd(place, 'join', ...args)
      return { code, stdout, stderr }
    }
    expect(await tried(board.join, '-c', 'fig-1', '--name', 'Kim')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        '"fig-1" is not the code of this class.\nType the code that your teacher shows now.\n',
    })
    const nobody = `127.0.0.1:${await freePort()}`
    expect(await tried(nobody, '-c', 'fig-1', '--name', 'Kim')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`No board answers at ${nobody} (ECONNREFUSED).`),
    })
    expect(await tried('a b', '-c', 'fig-1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"a b" is not the address of a board.'),
    })
    expect(await tried(board.join, '-c', board.code)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Give your name in the class with --name.'),
    })
    expect(await tried(board.join)).toMatchObject({ code: 2 })
  })
})

describe('board', () => {
  test('one that is killed comes back at the same address, with the class and the code', async () => {
    const port = await freePort()
    const board = await openBoard(port)
    makeFolder()
    await runToEnd(place, 'join', board.join, '-c', board.code, '--name', 'Kim')
    board.process.child.kill('SIGKILL')
    await board.process.ended
    const back = await openBoard(port)
    expect(back).toMatchObject({ url: board.url, code: board.code, journal: board.journal })
    expect(await exported(back)).toMatchObject([{ name: 'Kim' }])
  })

  test('a journal that is deleted is a new class', async () => {
    const port = await freePort()
    const board = await openBoard(port)
    board.process.child.kill()
    await board.process.ended
    rmSync(board.journal)
    expect((await openBoard(port)).url).not.toBe(board.url)
  })

  test('a second one at the same port says so, and a journal that is none is left as it is', async () => {
    const port = await freePort()
    await openBoard(port)
    const at = ['board', '--no-open', '--host', '127.0.0.1', '--port', String(port)]
    const second = await runToEnd(place, ...at, '--journal', 'other.jsonl')
    expect(second).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`Port ${port} is in use, perhaps by a board`),
    })
    writeFileSync(join(place.cwd, 'notes.txt'), 'my notes\n')
    const wrong = await runToEnd(place, ...at, '--journal', 'notes.txt')
    expect(wrong).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is no file of a class'),
    })
    expect(readFileSync(join(place.cwd, 'notes.txt'), 'utf8')).toBe('my notes\n')
  })
})

describe.skipIf(!hasTmux)('the course of somebody who has joined', () => {
  test('is on the board; the board dies and comes back; the course ends as fast as ever', async () => {
    const port = await freePort()
    const board = await openBoard(port)
    makeFolder()
    await runToEnd(place, 'join', board.join, '-c', board.code, '--name', 'Kim')
    const terminal = openTestTerminal({ cwd: place.cwd, env: place.env })
    try {
      await terminal.type(`node ${cli} 1 --no-open`)
      await terminal.press('Enter')
      await terminal.sees('Stage 1 of 6')
      const about = async () => JSON.stringify(await exported(board))
      await expect.poll(about).toContain('"about":"language"')
      board.process.child.kill('SIGKILL')
      await board.process.ended
      await terminal.sees(/○ \d+\/\d+/)
      await openBoard(port)
      await expect.poll(() => terminal.screen()).not.toContain('○')
      await terminal.press('q')
      await terminal.sees('Your place is kept.')
    } finally {
      terminal.close()
    }
  })
})

test('board --folder shows the folders of a share, and lets nobody join', async () => {
  const port = await freePort()
  const share = join(place.cwd, 'share')
  mkdirSync(share)
  const progress = (passed: number) =>
    JSON.stringify({
      course: 'learn-webserver',
      version: 2,
      stage: 'raw-socket',
      stages: {
        'raw-socket': {
          questions: {},
          exercise: {
            hints: [],
            checks: { passed, of: 18, at: '2026-11-28T10:00:00.000Z' },
          },
        },
      },
    })
  mkdirSync(join(share, 'Kim'))
  writeFileSync(join(share, 'Kim/progress.json'), progress(4))
  mkdirSync(join(share, 'lee/my-webserver'), { recursive: true })
  writeFileSync(join(share, 'lee/my-webserver/progress.json'), progress(18))
  writeFileSync(join(share, 'lee/my-webserver/class.json'), '{ "name": "Lee Seoyeon" }')
  mkdirSync(join(share, 'empty'))
  const process = start(place, [
    ...['board', '--json', '--no-open', '--port', String(port)],
    ...['--folder', share],
  ])
  running.push(process)
  await expect.poll(() => process.stdout() + process.stderr()).toContain('\n')
  const told: Told = JSON.parse(process.stdout())
  const [first] = [{ stage: 1, result: 'fails', passed: 4, of: 18 }]
  expect(await exported(told)).toMatchObject([
    { name: 'Kim', stages: [first, {}, {}, {}, {}, {}] },
    { name: 'Lee Seoyeon', stages: [{ result: 'passes' }, {}, {}, {}, {}, {}] },
  ])
  makeFolder()
  const refused = await runToEnd(place, 'join', `127.0.0.1:${port}`, '-c', 'fig-1', '--name', 'A')
  expect(refused).toMatchObject({ code: 1 })
  // What changes on the share is seen.
  writeFileSync(join(share, 'Kim/progress.json'), progress(9))
  await expect.poll(async () => JSON.stringify(await exported(told))).toContain('"passed":9')
  expect(existsSync(join(place.cwd, 'class-board.jsonl'))).toBe(false)

  const missing = await runToEnd(place, 'board', '--folder', join(place.cwd, 'nothing'))
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('is not a folder') })
})
