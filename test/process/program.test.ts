import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deferred } from '../../src/process/deferred.ts'
import type { End } from '../../src/process/end.ts'
import { type Program, startProgram } from '../../src/process/program.ts'

let folder: string
let running: Program | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'learn-webserver-test-'))
})
afterEach(async () => {
  await running?.stop()
  running = undefined
  rmSync(folder, { recursive: true })
})

async function start(code: string, limit?: number) {
  const file = join(folder, 'server.mjs')
  writeFileSync(file, code)
  let output = ''
  const { promise: ended, resolve: tellEnd } = deferred<End>()
  running = await startProgram({
    command: { file: process.execPath, args: [file] },
    cwd: folder,
    onOutput: (_stream, bytes) => {
      output += new TextDecoder().decode(bytes)
    },
    onEnd: tellEnd,
    ...(limit === undefined ? {} : { limit }),
  })
  return { program: running, ended, output: () => output }
}

const greeting = `
  import { createServer } from 'node:net'
  let connections = 0
  createServer((socket) => {
    connections += 1
    socket.on('data', () => socket.end('connection ' + connections))
    socket.on('error', () => {})
  }).listen(process.env.PORT, process.env.HOST)
`

const ask = (program: Program) =>
  new Promise<string>((resolve, reject) => {
    const socket = program.connect()
    let text = ''
    socket.on('data', (bytes) => {
      text += bytes
    })
    socket.on('end', () => {
      socket.end()
      resolve(text)
    })
    socket.on('error', reject)
    socket.write('hello')
  })

const hasSix = Object.values(networkInterfaces()).some((some) =>
  some?.some(({ address }) => address === '::1'),
)

test.each(['127.0.0.1', '0.0.0.0', ...(hasSix ? ['::1', '::'] : [])])(
  'a server on %s is found, and nobody visits it before its first client',
  async (host) => {
    const { program } = await start(greeting.replace('process.env.HOST', `'${host}'`))
    expect(await program.ready).toEqual({ type: 'ready' })
    expect(await program.listeningSockets()).toEqual([
      { host, port: program.port, pid: program.pid },
    ])
    expect(await ask(program)).toBe('connection 1')
    expect(await ask(program)).toBe('connection 2')
  },
)

test('programs are asked for no colours, whatever this one was', async () => {
  process.env['FORCE_COLOR'] = '1'
  const { ended, output } = await start(
    `console.log(process.env.NO_COLOR + ' ' + process.env.FORCE_COLOR)`,
  ).finally(() => delete process.env['FORCE_COLOR'])
  await ended
  expect(output()).toBe('1 undefined\n')
})

test('stopping ends it and frees its port', async () => {
  const { program, ended } = await start(greeting)
  await program.ready
  await program.stop()
  expect(await ended).toEqual({ type: 'killed', signal: 'SIGTERM' })
  const refused = await new Promise((resolve) =>
    createConnection(program.port, '127.0.0.1').on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code),
    ),
  )
  expect(refused).toBe('ECONNREFUSED')
})

test('a server that ignores SIGTERM is killed', async () => {
  const { program, ended } = await start(`process.on('SIGTERM', () => {})\n${greeting}`)
  await program.ready
  await program.stop()
  expect(await ended).toEqual({ type: 'killed', signal: 'SIGKILL' })
})

test('a server that throws ends with what it said', async () => {
  const { program, ended, output } = await start(`throw new Error('no luck')`)
  expect(await program.ready).toEqual({ type: 'ended', end: { type: 'exited', code: 1 } })
  expect(await ended).toEqual({ type: 'exited', code: 1 })
  expect(output()).toContain('no luck')
})

test('a program that never listens is said to keep silent', async () => {
  const { program } = await start(`setInterval(() => {}, 1000)`, 300)
  expect(await program.ready).toEqual({ type: 'silent', limit: 300, elsewhere: [] })
})

test('a program on another port than its own is said to be there', async () => {
  const { program } = await start(
    `import { createServer } from 'node:net'
    createServer().listen(0, '::1')`,
    2000,
  )
  expect(await program.ready).toMatchObject({
    type: 'silent',
    elsewhere: [{ host: '::1', pid: program.pid }],
  })
})

test('a server that takes longer than the limit is waited for all the same', async () => {
  const { program, output } = await start(
    `setInterval(() => {}, 1000)
    console.log('up')
    process.on('SIGUSR2', () => {${greeting.replace("import { createServer } from 'node:net'", '')}})
    import { createServer } from 'node:net'`,
    100,
  )
  await expect.poll(output).toBe('up\n')
  expect(await program.ready).toMatchObject({ type: 'silent' })
  process.kill(program.pid ?? 0, 'SIGUSR2')
  expect(await program.listens).toBe(true)
  expect(await ask(program)).toBe('connection 1')
})

test('a command that is not there is an end, not an exception', async () => {
  running = await startProgram({
    command: { file: join(folder, 'nothing-here'), args: [] },
    cwd: folder,
    onOutput: () => {},
    onEnd: () => {},
  })
  const readiness = await running.ready
  expect(readiness.type).toBe('ended')
})

test.skipIf(process.platform !== 'linux')('what a server started itself ends with it', async () => {
  const { program, output } = await start(`
    import { spawn } from 'node:child_process'
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    console.log('child ' + child.pid)
    ${greeting}
  `)
  await program.ready
  await expect.poll(output).toMatch(/child \d+\n/)
  const pid = Number(/child (\d+)/.exec(output())?.[1])
  expect(isRunning(pid)).toBe(true)
  await program.stop()
  await expect.poll(() => isRunning(pid)).toBe(false)
})

/** A process that has ended and that nobody has waited for yet is not running. */
function isRunning(pid: number): boolean {
  if (!readdirSync('/proc').includes(String(pid))) return false
  return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
}

test('a confined program is started, told of and watched as its confinement says', async () => {
  process.env['LEARN_TEST_SECRET'] = 'secret'
  const file = join(folder, 'server.mjs')
  writeFileSync(
    file,
    'console.log(JSON.stringify([process.argv[2], process.env])); process.exit(139)',
  )
  let output = ''
  let isWatched: boolean | undefined
  const { promise: ended, resolve: tellEnd } = deferred<End>()
  running = await startProgram({
    command: { file: process.execPath, args: [file] },
    cwd: folder,
    onOutput: (_stream, bytes) => {
      output += new TextDecoder().decode(bytes)
    },
    onEnd: tellEnd,
    confinement: {
      confine: ({ file, args }, where) => ({
        command: { file, args: [...args, 'wrapped'] },
        env: { HOME: where, PATH: process.env['PATH'] ?? '' },
        watch: () => {
          isWatched = true
          return () => {
            isWatched = false
          }
        },
        endOf: (end) => (end.type === 'exited' ? { type: 'killed', signal: 'SIGSEGV' } : end),
      }),
    },
  })
  expect(isWatched).toBe(true)
  expect(await ended).toEqual({ type: 'killed', signal: 'SIGSEGV' })
  expect(isWatched).toBe(false)
  const [argument, env] = JSON.parse(output)
  expect(argument).toBe('wrapped')
  expect(env).toMatchObject({ HOME: folder, PORT: String(running.port), HOST: '127.0.0.1' })
  expect(env).not.toHaveProperty('LEARN_TEST_SECRET')
  delete process.env['LEARN_TEST_SECRET']
})
