import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, symlinkSync } from 'node:fs'
import { createConnection } from 'node:net'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, type TestContext, test } from 'vitest'
import { freePort, makePlace, type TestPlace } from './place.ts'

/** The versions of Node that the course runs on, besides the one that runs this. */
const running = process.versions.node.split('.')[0] ?? ''
const asked = process.env['LEARN_NODES'] ?? (process.env['CI'] ? '20 22 24 26' : '')
const others = ['20', '22', '24', '26'].filter((version) => version !== running)
/** One that it does not run on. */
const tooOld = '18'
const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)

/** Node's own npm where a script of npm runs this: on Windows `npm` is a file that only a shell runs. */
const npmFile = process.env['npm_execpath']

interface Node {
  /** The program. */
  readonly node: string
  /** Runs npm with it; gives back what it printed. */
  npm(args: readonly string[], cwd: string): Promise<string>
}

let place: TestPlace
/** The packed course. */
let tarball: string
/** The same, unpacked into node_modules as npx does. */
let installed: string
const nodes = new Map<string, Node | Error>()
let stop: (() => Promise<void>) | undefined

beforeAll(async () => {
  place = makePlace()
  const here = nodeAt(process.execPath)
  nodes.set(running, here)
  // Without scripts: dist/ is there, and other tests use it at this moment.
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', place.cwd]
  const described: unknown = JSON.parse(await here.npm(pack, root))
  const [packed] = Object.values(described ?? {}) as { filename: string }[]
  if (packed === undefined) throw new Error('npm packed nothing')
  tarball = `./${packed.filename}`
  const install = ['install', '--no-audit', '--no-fund', '--loglevel=error']
  await here.npm([...install, '--prefix', 'installed', tarball], place.cwd)
  installed = join(place.cwd, 'installed/node_modules/learn-webserver/dist/cli.cjs')
  await Promise.all(
    [...others.filter(isAsked), ...(asked === '' ? [] : [tooOld])].map(async (version) => {
      const folder = join(place.cwd, `node-${version}`)
      try {
        await here.npm([...install, '--prefix', folder, `node@${version}`], place.cwd)
        const file = process.platform === 'win32' ? 'node.exe' : 'node'
        const node = nodeAt(join(folder, 'node_modules/node/bin', file))
        const said = (await run(node.node, ['--version'])).stdout
        if (!said.startsWith(`v${version}.`)) throw new Error(`it says that it is ${said}`)
        nodes.set(version, node)
      } catch (error) {
        nodes.set(version, new Error(`Node ${version} can't be had`, { cause: error }))
      }
    }),
  )
})
afterEach(async () => {
  await stop?.()
  stop = undefined
})
afterAll(() => {
  place.remove()
})

describe.each([running, ...others])('Node %s', (version) => {
  test('npm exec runs the tarball in an empty folder', async (context) => {
    const { npm } = nodeOrSkip(version, context)
    const list = ['exec', '--yes', `--package=${tarball}`, '--', 'learn-webserver', 'list']
    const said = await npm(list, place.cwd)
    expect(said).toContain('0 of 6 stages done')
    expect(said).toContain('6  Form')
  })

  test('run 1 answers a request and says every byte of it', async (context) => {
    const { node } = nodeOrSkip(version, context)
    const { port, lines } = await startStage(node, 1)
    const sent = 'GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n'
    const came = await exchange(port, sent)
    expect(came).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*Hello world!/)
    await expect.poll(() => lines('exchange')).toHaveLength(1)
    const [line] = lines('exchange')
    expect(Buffer.from(line?.request?.bytes ?? '', 'base64').toString()).toBe(sent)
    expect(Buffer.from(line?.response?.bytes ?? '', 'base64').toString()).toBe(came)
  })

  test('in each language every start fails a check, and every server holds all', {
    timeout: 180_000,
  }, async (context) => {
    // author.test.ts holds them to it with the Node that runs this.
    if (version === running) return context.skip()
    const { node } = nodeOrSkip(version, context)
    const env = { ...process.env, ...place.env, PATH: withoutPython() }
    const { stdout } = await run(node, [installed, 'author', 'check'], { cwd: place.cwd, env })
    expect(stdout).toContain('Everything is as it should be.')
    for (const language of ['ts', 'js']) {
      expect(
        stdout.match(new RegExp(`server\\.${language} +passes every check`, 'g')),
      ).toHaveLength(6)
      expect(stdout.match(new RegExp(`start\\.${language} +fails: `, 'g'))).toHaveLength(6)
    }
  })

  test("run 6 answers a form, and the learner's TypeScript says where to eat", async (context) => {
    const { node } = nodeOrSkip(version, context)
    const { port, lines } = await startStage(node, 6)
    const query = 'firstname=John&lastname=Smith&password=dddd&food=Tacos'
    const came = await exchange(
      port,
      `GET /formsInput1.html?${query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    )
    expect(came).toMatch(/^HTTP\/1\.[01] 200 OK\r\n/)
    expect(came).toContain('<form')
    const printed = () =>
      lines('output')
        .map(({ text }) => text)
        .join('')
    await expect.poll(printed).toContain('John, go to TacoBell tonight!')
  })
})

test('an older Node: what it is, which is needed, and where one is to be had', async (context) => {
  const { node } = nodeOrSkip(tooOld, context)
  const options = { cwd: place.cwd, env: { ...process.env, ...place.env } }
  const failed = await run(node, [installed, '1'], options).catch((error: unknown) => error)
  expect(failed).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^This is Node 18\.[\d.]+\. The course needs Node 20\.17 or newer\.\nInstall .*nodejs\.org\n$/,
    ),
  })
  const doctor = await run(node, [installed, 'doctor'], options).catch((error: unknown) => error)
  expect(doctor).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/missing +Node +18\.[\d.]+ is older/),
  })
})

/** A PATH of a shell alone. What is written in Python is the same whichever Node runs the course: author.test.ts. */
function withoutPython(): string {
  if (process.platform === 'win32') return place.env['PATH'] ?? ''
  const bin = mkdtempSync(join(place.cwd, 'bin-'))
  symlinkSync('/bin/sh', join(bin, 'sh'))
  return bin
}

function isAsked(version: string): boolean {
  return asked.split(/[\s,]+/).includes(version)
}

/** That version; in CI it has to be there, elsewhere the test says why it is skipped. */
function nodeOrSkip(version: string, { skip }: TestContext): Node {
  const node = nodes.get(version)
  if (node === undefined) return skip('LEARN_NODES does not name it')
  if (!(node instanceof Error)) return node
  if (process.env['CI']) throw node
  return skip(`${node.message}: ${String(node.cause).split('\n')[0]}`)
}

function nodeAt(node: string): Node {
  const env = {
    ...process.env,
    ...place.env,
    PATH: `${dirname(node)}${delimiter}${place.env['PATH'] ?? ''}`,
    npm_config_cache: join(place.cwd, 'npm-cache'),
  }
  return {
    node,
    async npm(args, cwd) {
      const options = { cwd, env, maxBuffer: 2 ** 26 }
      const done =
        npmFile === undefined ? run('npm', args, options) : run(node, [npmFile, ...args], options)
      return (await done).stdout
    },
  }
}

interface Line {
  readonly type: string
  readonly text?: string
  readonly request?: { readonly bytes: string }
  readonly response?: { readonly bytes: string }
}

/** Starts a stage's server from the installed package, as a program would that reads its lines. */
async function startStage(node: string, stage: number) {
  const port = await freePort()
  const args = [installed, 'run', String(stage), '--json', '--port', String(port)]
  const child = spawn(node, args, {
    cwd: place.cwd,
    env: { ...process.env, ...place.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (bytes) => {
    stdout += bytes
  })
  child.stderr.on('data', (bytes) => {
    stderr += bytes
  })
  const lines = (type: string): Line[] =>
    stdout
      .split('\n')
      .slice(0, -1)
      .map((line): Line => JSON.parse(line))
      .filter((line) => line.type === type)
  await expect.poll(() => (lines('ready').length === 1 ? 'ready' : stderr)).toBe('ready')
  return { port, lines }
}

/** Sends a request as it is; gives back all that came until the connection closed. */
function exchange(port: number, sent: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let came = ''
    const socket = createConnection(port, '127.0.0.1', () => socket.write(sent))
    socket
      .on('data', (bytes) => {
        came += bytes
      })
      .once('close', () => resolve(came))
      .once('error', reject)
  })
}
