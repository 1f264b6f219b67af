// From saving a file to the verdict on the screen, for stage 1: `watch 1` runs on a terminal that is not
// redrawn, the solution is saved in turn with a server that makes a mistake, and the clock runs until the
// line with the verdict has come. Beside it, in the same run: how long Node takes to start that server
// and answer once. Figures are medians, ROUNDS says of how many.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { machine, table } from './markdown.ts'
import { freePort, median, startProgram, stopProgram } from './run.ts'

const rounds = Number(process.env['ROUNDS'] ?? 15)
/** Milliseconds that a verdict may take. */
const goal = 300

const home = mkdtempSync(join(tmpdir(), 'bench-save-'))
const folder = join(home, 'my-webserver')
const file = join(folder, '1-raw-socket/server.ts')
mkdirSync(folder)
writeFileSync(
  join(folder, 'progress.json'),
  '{ "course": "learn-webserver", "version": 1, "stages": {} }',
)
const lesson = (name: string) => readFileSync(join('lessons/1-raw-socket', name), 'utf8')
const port = await freePort()
const course = spawn(
  process.execPath,
  [resolve('dist/cli.cjs'), '--no-open', '--dir', folder, '--port', port, 'watch', '1'],
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
async function save(text: string, way: 'in place' | 'renamed'): Promise<number> {
  printed = ''
  const began = performance.now()
  if (way === 'in place') writeFileSync(file, text)
  else {
    writeFileSync(`${file}~`, text)
    renameSync(`${file}~`, file)
  }
  await until(/saved .*, checked in/)
  const took = performance.now() - began
  // The server for the browser starts after the verdict; the next save waits for it.
  await until(/Serving HTTP on port/)
  return took
}

async function startAlone(): Promise<number> {
  // The server of stage 1 has no types in it.
  const js = join(home, 'server.mjs')
  const own = await freePort()
  writeFileSync(js, lesson('server.ts'))
  const began = performance.now()
  const child = await startProgram([process.execPath, js], own)
  const took = performance.now() - began
  if (child !== undefined) await stopProgram(child)
  return took
}

try {
  await until(/checked in/)
  await until(/Serving HTTP on port/)
  const times = { right: [] as number[], wrong: [] as number[], alone: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    times.right.push(await save(`${lesson('server.ts')}// ${round}\n`, 'in place'))
    times.wrong.push(await save(`${lesson('mistakes/no-blank-line.ts')}// ${round}\n`, 'renamed'))
    times.alone.push(await startAlone())
  }
  const alone = median(times.alone)
  const row = (name: string, all: number[]) => [
    name,
    (median(all) / alone).toFixed(2),
    `${Math.round(median(all))} (goal ${goal}: ${median(all) <= goal ? 'met' : 'missed'})`,
  ]
  console.log(
    table([
      ['from a save to the verdict, stage 1', 'ratio', 'ms'],
      ['Node starts the server and it answers once', '1.00', String(Math.round(alone))],
      row('all 13 checks hold', times.right),
      row('the fourth does not', times.wrong),
    ]),
  )
  console.log(`\n${machine()}.`)
} finally {
  course.kill('SIGTERM')
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
}
