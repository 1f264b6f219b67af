import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { isThere } from '../required.ts'
import { cli, makePlace, type TestPlace } from './place.ts'

/** What steers a terminal: the window's title, a colour (in 7 and 8 bits), the order of letters, the clipboard. */
const hostile = '\x1b]0;PWN\x07\x1b[31mPWN\u009b31mPWN\u202ePWN\x1b]52;c;UFdO\x07'
/** The same as a file's name, which has no slash and no more than 255 bytes. */
const named = `${hostile}.js`

/** Any of them as it is: the course's own colours name no PWN. */
const raw = ['\x1b]0;PWN', '\x1b[31mPWN', '\u009b', '\u202e', '\x1b]52', '\x07']

const hasPython = isThere('python3', spawnSync('python3', ['-V']).status === 0)
const hasScript = spawnSync('script', ['-V']).status === 0

interface Source {
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Puts what is foreign where the course meets it. */
  readonly prepare?: (place: TestPlace) => void
}

const write = (path: string, text: string) => (place: TestPlace) => {
  mkdirSync(join(place.cwd, path, '..'), { recursive: true })
  writeFileSync(join(place.cwd, path), text)
}
const progress = '{"course":"learn-webserver","version":1,"stages":{}}'
const own =
  (text: string, language = 'js') =>
  (place: TestPlace) => {
    write('my-webserver/progress.json', progress)(place)
    write('my-webserver/settings.json', JSON.stringify({ language }))(place)
    write(`my-webserver/1-raw-socket/server.${language}`, text)(place)
  }
const both =
  (...all: ((place: TestPlace) => void)[]) =>
  (place: TestPlace) => {
    for (const each of all) each(place)
  }

const sources: Record<string, Source> = {
  'a stage that is typed': { args: ['run', hostile] },
  'a command that is typed': { args: [hostile] },
  'two words that are typed': { args: ['check', hostile, hostile] },
  'an option that is typed': { args: [`--${hostile}`] },
  'a port that is typed': { args: ['run', '1', '--port', hostile] },
  'a host that is typed': { args: ['run', '1', '--host', hostile] },
  'a language that is typed': { args: ['--lang', hostile, 'list'] },
  'a language that is chosen': { args: ['language', hostile] },
  'a target that is typed': { args: ['tap', '--to', hostile] },
  'a shell that is typed': { args: ['completion', hostile] },
  'a file to explain that is not there': { args: ['explain', hostile] },
  'a file to explain': {
    args: ['explain', named],
    prepare: write(named, 'GET / HTTP/1.1\r\n\r\n'),
  },
  'a file to save': { args: ['tap', '--save', join(hostile, 'a.har'), '--', 'node', '-e', '0'] },
  'a program to tap': { args: ['tap', '--', hostile] },
  'what a tapped program is given': {
    args: ['tap', '--', 'node', '-e', `throw new Error(${JSON.stringify(hostile)})`],
  },
  'a folder that is missing': { args: ['list', '--dir', hostile] },
  'a folder that is missing, to check': { args: ['check', '1', '--dir', hostile] },
  'a folder that is a file': { args: ['list', '--dir', hostile], prepare: write(hostile, '') },
  'a folder with other files': {
    args: ['list', '--dir', hostile],
    prepare: write(`${hostile}/a`, ''),
  },
  'a folder to make': { args: ['init', hostile, '--stage', '2'] },
  'a folder to make that is there': {
    args: ['init', hostile],
    prepare: write(`${hostile}/a`, ''),
  },
  'a file to hand in': { args: ['hand-in', `${hostile}/a`], prepare: own('') },
  'files that are handed in': {
    args: ['hand-in', '--dir', 'my-webserver'],
    prepare: both(own(''), write(`my-webserver/${hostile}.zip`, ''), (place) =>
      symlinkSync('/etc/passwd', join(place.cwd, 'my-webserver', named)),
    ),
  },
  'a folder of lessons that is missing': { args: ['--lessons', hostile, 'list'] },
  'lessons with mistakes': {
    args: ['--lessons', hostile, 'list'],
    prepare: write(`${hostile}/7-tea/lesson.md`, hostile),
  },
  'a folder that is named in the environment': {
    args: ['list'],
    env: { LEARN_WEBSERVER_DIR: `/tmp/${hostile}` },
  },
  'a folder of the course': {
    args: ['check', '1', '--dir', hostile],
    prepare: both(
      write(`${hostile}/progress.json`, progress),
      write(`${hostile}/1-raw-socket/server.js`, ''),
    ),
  },
  'a stage in progress.json': {
    args: ['check'],
    prepare: both(
      own(''),
      write(
        'my-webserver/progress.json',
        JSON.stringify({ course: 'learn-webserver', version: 1, stage: hostile, stages: {} }),
      ),
    ),
  },
  'the same, for status': {
    args: ['status'],
    prepare: both(
      own(''),
      write(
        'my-webserver/progress.json',
        JSON.stringify({
          course: 'learn-webserver',
          version: 1,
          stage: hostile,
          stages: { [hostile]: { screen: 1 } },
        }),
      ),
    ),
  },
  'settings.json that is not JSON': {
    args: ['check', '1'],
    prepare: both(own(''), write('my-webserver/settings.json', `${hostile}{`)),
  },
  'a key of settings.json': {
    args: ['check', '1'],
    prepare: both(own(''), write('my-webserver/settings.json', JSON.stringify({ [hostile]: 1 }))),
  },
  'a command of settings.json': {
    args: ['check', '1'],
    prepare: both(
      own(''),
      write('my-webserver/settings.json', JSON.stringify({ command: `echo '${hostile}'` })),
    ),
  },
  'what a server prints': {
    args: ['check', '1'],
    prepare: own(
      `console.log(${JSON.stringify(hostile)}); console.error(${JSON.stringify(hostile)})`,
    ),
  },
  'what a server throws': {
    args: ['check', '1'],
    prepare: own(`throw new Error(${JSON.stringify(hostile)})`),
  },
  'what a server throws that is no error': {
    args: ['check', '1'],
    prepare: own(`throw ${JSON.stringify(hostile)}`),
  },
  'what a server imports': {
    args: ['check', '1'],
    prepare: own(`import ${JSON.stringify(`./${hostile}.js`)}`),
  },
  'a syntax error': { args: ['check', '1'], prepare: own(`const a = '${hostile}\nconst`) },
  'a syntax error in an imported file': {
    args: ['check', '1'],
    prepare: both(
      own(`import ${JSON.stringify(`./${named}`)}`),
      write(`my-webserver/1-raw-socket/${named}`, `let ${hostile}`),
    ),
  },
  'a name that is not defined': { args: ['check', '1'], prepare: own('\\u0061\\u202e()') },
  'a page of the site': {
    args: ['check', '4'],
    prepare: both(own(''), write(`my-webserver/site/${hostile}`, '')),
  },
  'a file beside the server': {
    args: ['check', '1'],
    prepare: both(own(''), write(`my-webserver/1-raw-socket/server.js.${hostile}`, '')),
  },
  'an editor, for doctor': { args: ['doctor'], env: { EDITOR: hostile, VISUAL: hostile } },
  'a browser, for doctor': { args: ['doctor'], env: { BROWSER: hostile } },
  'a terminal, for doctor': {
    args: ['doctor'],
    env: { TERM: hostile, TERM_PROGRAM: hostile, COLORTERM: hostile },
  },
  'a temporary folder that is missing': {
    args: ['check', '1'],
    env: { TMPDIR: `/tmp/${hostile}` },
    prepare: own(''),
  },
  'what to break': { args: ['diff', '1'], prepare: own(`// ${hostile}\n`) },
  'what a folder is reset with': { args: ['reset', '1'], prepare: own(`// ${hostile}\n`) },
  ...(hasPython && {
    'what a Python server throws': {
      args: ['check', '1'],
      prepare: own(`raise Exception(${JSON.stringify(hostile)})`, 'py'),
    },
    'a syntax error in Python': { args: ['check', '1'], prepare: own(`a = '${hostile}\n`, 'py') },
    'a module of Python': { args: ['check', '1'], prepare: own(`import ${'a\\u202e'}\n`, 'py') },
  }),
}

const modes: Record<string, (args: readonly string[]) => [string, string[]]> = {
  'into a pipe': (args) => [process.execPath, [cli, ...args]],
  'into a pipe, as JSON': (args) => [process.execPath, [cli, ...withJson(args)]],
  ...(hasScript && {
    'on a terminal': (args) => [
      'script',
      ['-qefc', [process.execPath, cli, ...args].map(quoted).join(' '), '/dev/null'],
    ],
  }),
}
/** The commands that write JSON. */
const asJson = new Set(['check', 'status', 'list', 'doctor', 'tap', 'explain', 'init', 'hand-in'])
const withJson = (args: readonly string[]) => {
  const end = args.indexOf('--')
  return end < 0 ? [...args, '--json'] : [...args.slice(0, end), '--json', ...args.slice(end)]
}
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** Runs a command to its end; what it wrote to either of its outputs. */
function outputOf(
  place: TestPlace,
  [file, args]: [string, string[]],
  env: Source['env'],
): Promise<string> {
  const child = spawn(file, args, {
    cwd: place.cwd,
    env: { ...process.env, ...place.env, ...env, SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      output += bytes
    })
  // Questions are answered, and what goes on until a key is pressed is ended.
  child.stdin.on('error', () => {})
  const keys = setInterval(() => child.stdin.write('yq'), 300)
  return new Promise((resolve) =>
    child.once('close', () => {
      clearInterval(keys)
      resolve(output)
    }),
  )
}

test.concurrent.for(
  Object.entries(sources).flatMap(([name, source]) =>
    Object.entries(modes)
      .filter(([mode]) => mode !== 'into a pipe, as JSON' || asJson.has(source.args[0] ?? ''))
      .map(([mode, commandOf]) => [name, mode, source, commandOf] as const),
  ),
)('%s, %s: steers no terminal', async ([, , source, commandOf], { expect, onTestFinished }) => {
  const place = makePlace()
  onTestFinished(place.remove)
  source.prepare?.(place)
  const output = await outputOf(place, commandOf(source.args), source.env)
  expect(output).not.toBe('')
  expect(raw.filter((each) => output.includes(each))).toEqual([])
})
