// From saving a file to the verdict on the screen, for stage 1, in JavaScript and in Python: `watch 1` runs on a terminal that is not
// redrawn, the solution is saved in turn with a server that makes a mistake, and the clock runs until the
// line with the verdict has come. Beside it, in the same run: how long that server takes to start
// and respond once. Figures are medians, ROUNDS says of how many.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { machine, table } from './markdown.ts'
import { freePort, median, startProgram, stopProgram } from './run.ts'

const rounds = Number(process.env['ROUNDS'] ?? 15)
/** Milliseconds that a verdict may take: where all checks pass, and where an early one fails. */
const goals = { right: 200, wrong: 150 }

const lesson = (name: string) => readFileSync(join('lessons/1-raw-socket', name), 'utf8')

interface Course {
  readonly name: string
  readonly file: string
  readonly right: string
  /** The lines that a saved file ends with, so that each is another. */
  readonly comment: string
  readonly command: string
}

// The server of stage 1 has no types in it.
const courses: readonly Course[] = [
  {
    name: 'JavaScript',
    file: 'server.js',
    right: lesson('server.ts'),
    comment: '//',
    command: process.execPath,
  },
  {
    name: 'Python',
    file: 'server.py',
    right: lesson('server.py'),
    comment: '#',
    command: 'python3',
  },
]

async function measure({ file: name, right, comment, command }: Course) {
  const home = mkdtempSync(join(tmpdir(), 'bench-save-'))
  const folder = join(home, 'my-webserver')
  const file = join(folder, '1-raw-socket', name)
  const wrong = right.replace('HTTP/1.1 200 OK', 'HTTP/1.1 404 Not Found')
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'progress.json'),
    '{ "course": "learn-webserver", "version": 1, "stages": {} }',
  )
  const port = await freePort()
  const language = name.split('.').at(-1) ?? ''
  const course = spawn(
    process.execPath,
    [
      resolve('dist/cli.cjs'),
      '--no-open',
      '--lang',
      language,
      '--dir',
      folder,
      '--port',
      port,
      'watch',
      '1',
    ],
    { env: { ...process.env, HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let printed = ''
  let tell = () => {}
  course.stdout.on('data', (bytes) => {
    printed += bytes
    tell()
  })
  const until = (words: RegExp) =>
    new Promise<void>((done) => {
      tell = () => {
        if (words.test(printed)) done()
      }
      tell()
    })

  /** Milliseconds from the save to the verdict. */
  const save = async (text: string, way: 'in place' | 'renamed'): Promise<number> => {
    // The server for the browser, and the program that stands ready, start after the verdict before.
    await new Promise((go) => setTimeout(go, 400))
    printed = ''
    const began = performance.now()
    if (way === 'in place') writeFileSync(file, text)
    else {
      writeFileSync(`${file}~`, text)
      renameSync(`${file}~`, file)
    }
    await until(/saved .*, checked in/)
    const took = performance.now() - began
    return took
  }

  const startAlone = async (): Promise<number> => {
    const program = join(home, language === 'js' ? 'server.mjs' : 'server.py')
    const own = await freePort()
    writeFileSync(program, right)
    const began = performance.now()
    const child = await startProgram([command, program], own)
    const took = performance.now() - began
    if (child !== undefined) await stopProgram(child)
    return took
  }

  const times = { right: [] as number[], wrong: [] as number[], alone: [] as number[] }
  try {
    await until(/checked in/)
    for (let round = 0; round < rounds; round++) {
      times.right.push(await save(`${right}${comment} ${round}\n`, 'in place'))
      times.wrong.push(await save(`${wrong}${comment} ${round}\n`, 'renamed'))
      times.alone.push(await startAlone())
    }
  } finally {
    course.kill('SIGTERM')
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  return times
}

const rows: string[][] = []
for (const course of courses) {
  const times = await measure(course)
  const alone = median(times.alone)
  const row = (name: string, all: number[], goal: number) => [
    `${course.name}: ${name}`,
    (median(all) / alone).toFixed(2),
    `${Math.round(median(all))} (goal ${goal}: ${median(all) <= goal ? 'met' : 'missed'})`,
  ]
  rows.push(
    [`${course.name}: the server starts and responds once`, '1.00', String(Math.round(alone))],
    row('all checks pass', times.right, goals.right),
    row('the second fails', times.wrong, goals.wrong),
  )
}
console.log(table([['from a save to the verdict, stage 1', 'ratio', 'ms'], ...rows]))
console.log(`\n${machine()}.`)
