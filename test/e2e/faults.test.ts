import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection, type Server } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cli, freePort, holdPort, makePlace, refused, type TestPlace } from './place.ts'
import { printed, runToEnd, start } from './run.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

let place: TestPlace
beforeEach(() => {
  place = makePlace()
})
afterEach(() => place.remove())

const lessons = join(import.meta.dirname, '../../lessons')

describe('a port that is taken', () => {
  let holder: Server | undefined
  afterEach(() => void holder?.close())

  test('asked for by --port: said with its holder, exit code 1', async () => {
    const port = await freePort()
    holder = await holdPort(port)
    const { code, stderr } = await runToEnd(place, 'run', '1', '--port', String(port))
    expect(code).toBe(1)
    expect(stderr).toContain(`Port ${port} is in use`)
    if (process.platform === 'linux') expect(stderr).toContain(`(process ${process.pid})`)
  })

  test('the stage’s own: another one is used, in words', async () => {
    holder = await holdPort(9001)
    const running = start(place, ['run', '1', '--no-open'])
    await printed(running, 'is running')
    expect(running.stdout()).toMatch(/Port 9001 is in use/)
    const port = Number(/This stage uses (\d+) instead\./.exec(running.stdout())?.[1])
    expect(await refused(port)).toBe(false)
    running.child.kill('SIGTERM')
    await running.ended
  })
})

describe.each(['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGKILL'] as const)('%s', (signal) => {
  test('no server and no port is left behind', async () => {
    const port = await freePort()
    const running = start(place, ['run', '1', '--no-open', '--port', String(port)])
    await printed(running, 'is running')
    const own = Number(/It listens on port (\d+)/.exec(running.stdout())?.[1])
    expect(await refused(own)).toBe(false)
    running.child.kill(signal)
    const codes = { SIGTERM: 143, SIGHUP: 129, SIGINT: 130, SIGKILL: 'SIGKILL' }
    expect(await running.ended).toBe(codes[signal])
    await expect.poll(() => refused(own)).toBe(true)
    expect(await refused(port)).toBe(true)
  })
})

describe.skipIf(!hasTmux)('in a terminal', () => {
  let terminal: TestTerminal
  beforeEach(() => {
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env, rows: 40 })
  })
  afterEach(() => terminal.close())

  const command = (...args: string[]) => terminal.command(`node ${cli} ${args.join(' ')}`)
  const begin = async (port: number) => {
    await command('1', '--lang', 'ts', '--no-open', '--port', String(port))
    await terminal.sees('(my-webserver)')
    await terminal.press('Enter')
    await terminal.sees(/Stage 1 of 6[\s\S]*q quit/)
  }
  const toTheServer = async () => {
    await terminal.press('r')
    await terminal.sees('is running')
  }
  const server = () => join(place.cwd, 'my-webserver/1-raw-socket/server.ts')

  test('Ctrl-C while reading: exit code 130, the place is kept, the cursor is there', async () => {
    await begin(await freePort())
    await terminal.press('n')
    await terminal.sees(/ 2\/\d+$[\s\S]*q quit/m)
    await terminal.press('C-c')
    await terminal.sees('exit code 130')
    const progress = JSON.parse(readFileSync(join(place.cwd, 'my-webserver/progress.json'), 'utf8'))
    expect(progress.stages['raw-socket'].screen).toMatch(/^[a-z-]+$/)
  })

  test('Ctrl-C while the server runs: it is gone, and so is the port', async () => {
    const port = await freePort()
    await begin(port)
    await toTheServer()
    await terminal.sees('q quit')
    await terminal.press('C-c')
    await terminal.sees('exit code 130')
    expect(await refused(port)).toBe(true)
  })

  test('the course goes on where it stopped', async () => {
    await begin(await freePort())
    await terminal.press('n')
    await terminal.sees(/ 2\/\d+$[\s\S]*q quit/m)
    await terminal.press('q')
    await terminal.sees('Your place is kept.')
    await terminal.sees('exit code 0')
    await command()
    await terminal.sees('screen 2 of')
    await terminal.sees('↵ choose')
    await terminal.press('Enter')
    await terminal.sees(/ 2\/\d+$[\s\S]*q quit/m)
  })

  test('a server of the learner’s own that throws is said, fixed and started again', async () => {
    const port = await freePort()
    await begin(port)
    await terminal.press('q')
    await terminal.sees('exit code 0')
    const good = readFileSync(join(lessons, '1-raw-socket/server.ts'), 'utf8')
    writeFileSync(
      server(),
      good.replace('request += text', "request += text\n    if (text.includes('/boom')) crash()"),
    )
    await command('watch', '1', '--no-open', '--port', String(port))
    await terminal.sees(/All \d+ checks pass\./)
    createConnection(port, '127.0.0.1')
      .on('error', () => {})
      .write('GET /boom HTTP/1.1\r\n\r\n')
    await terminal.sees('ReferenceError: crash is not defined')
    await terminal.sees('stopped with exit code 1.')
    writeFileSync(server(), good)
    await terminal.sees(/saved \d\d:\d\d:\d\d/)
    await expect.poll(() => terminal.screen()).not.toContain('stopped with exit code')
    expect(await refused(port)).toBe(false)
  })

  test('a damaged progress file is set aside under a name that is told', async () => {
    await begin(await freePort())
    await terminal.press('q')
    await terminal.sees('exit code 0')
    const folder = join(place.cwd, 'my-webserver')
    writeFileSync(join(folder, 'progress.json'), '{ "course": "learn-web')
    await command()
    await terminal.sees(/It is kept as progress\.damaged-\S+\.json/)
    const kept = readdirSync(folder).find((name) => name.startsWith('progress.damaged'))
    expect(readFileSync(join(folder, kept ?? ''), 'utf8')).toBe('{ "course": "learn-web')
    await terminal.press('Enter')
    await expect.poll(() => existsSync(join(folder, 'progress.json'))).toBe(true)
  })

  test('reset asks, and keeps what was changed', async () => {
    await begin(await freePort())
    await terminal.press('q')
    await terminal.sees('exit code 0')
    const good = readFileSync(server(), 'utf8')
    writeFileSync(server(), '// mine')
    await command('reset', '1')
    await terminal.sees('Put stage 1, "Raw socket", back to the beginning')
    await terminal.type('n')
    await terminal.sees('Nothing was changed.')
    expect(readFileSync(server(), 'utf8')).toBe('// mine')
    await command('reset', '1')
    await terminal.sees(/Nothing[\s\S]*Put stage 1, "Raw socket", back to the beginning/)
    await terminal.type('y')
    await terminal.sees('is as it was at the beginning.')
    expect(readFileSync(server(), 'utf8')).toBe(good)
    const backups = join(place.cwd, 'my-webserver/backups')
    const [stamp = ''] = readdirSync(backups)
    expect(readFileSync(join(backups, stamp, '1-raw-socket/server.ts'), 'utf8')).toBe('// mine')
  })

  test('reset waits while another course keeps its place, and loses nothing of it', async () => {
    await begin(await freePort())
    await terminal.press('q')
    await terminal.sees('exit code 0')
    const file = join(place.cwd, 'my-webserver/progress.json')
    await command('reset', '1')
    await terminal.sees('Put stage 1, "Raw socket", back to the beginning')
    // This process is the other course: it has read the file and is about to write it.
    writeFileSync(`${file}.lock`, '', { flag: 'wx' })
    const read = JSON.parse(readFileSync(file, 'utf8'))
    expect(Object.keys(read.stages)).toEqual(['raw-socket'])
    await terminal.type('y')
    await terminal.sees('is as it was at the beginning.')
    read.stages.form = { screen: 'fields', questions: {} }
    writeFileSync(file, JSON.stringify(read))
    rmSync(`${file}.lock`)
    await terminal.sees(/beginning\.[\s\S]*exit code 0/)
    expect(JSON.parse(readFileSync(file, 'utf8')).stages).toEqual({
      form: { screen: 'fields', questions: {} },
    })
  })
})
