import { expect, test } from 'vitest'
import type { Job, WorkerLine } from '../../../src/class/grade/job.ts'
import { runWorker } from '../../../src/class/grade/run-worker.ts'

// Workers here are small programs that do what a student's program could have one do.

const job: Omit<Job, 'key'> = {
  folder: '/nowhere',
  stages: [],
  firstFailure: false,
  stageLimitMs: 1000,
  isolation: { type: 'none' },
}
const env = { PATH: process.env['PATH'] ?? '' }

/** Runs a program that finds its job in `job`, and a function `say` for its lines. */
async function run(
  program: string,
  { graceMs = 20_000, signal = new AbortController().signal } = {},
) {
  const said: WorkerLine[] = []
  const source = `
    const say = (line) => process.stdout.write(JSON.stringify(line) + '\\n')
    require('node:readline').createInterface({ input: process.stdin }).once('line', (given) => {
      const job = JSON.parse(given)
      ${program}
    })`
  const end = await runWorker(
    { command: { file: process.execPath, args: ['-e', source] }, env },
    job,
    { onLine: (line) => said.push(line), signal, graceMs },
  )
  return { end, said }
}

const passes = `say({ key: job.key, type: 'check', stage: 1, id: 'ok', result: 'passes' })`

test('its lines are told, and that it is done', async () => {
  const { end, said } = await run(`${passes}; process.exit(0)`)
  expect(end).toEqual({ type: 'done' })
  expect(said).toMatchObject([{ type: 'check', stage: 1, id: 'ok', result: 'passes' }])
})

test('what does not have its key, or is no result, is passed over', async () => {
  const { end, said } = await run(`
    say({ key: 'another', type: 'check', stage: 1, id: 'ok', result: 'passes' })
    say({ key: job.key, type: 'check', stage: -1, id: 'ok', result: 'passes' })
    say({ key: job.key, type: 'check', stage: 1, id: 'ok', result: 'passes', mark: 100 })
    say({ key: job.key, type: 'stage', stage: 1, how: 'well' })
    process.stdout.write('null\\n{"\\n\\u0000\\n')
    ${passes}
    process.exit(0)`)
  expect(end).toEqual({ type: 'done' })
  expect(said).toHaveLength(1)
})

test.each([
  ['is killed', `process.kill(process.pid, 'SIGKILL')`, 'was ended by SIGKILL'],
  ['ends early', 'process.exit(3)', 'ended with exit code 3'],
  [
    'writes without end',
    `const go = () => process.stdout.write('{}\\n'.repeat(1e5), go); go()`,
    'wrote more than',
  ],
  ['ends no line', `process.stdout.write('x'.repeat(1e6))`, 'wrote more than'],
])('one that %s has failed, and what it said before counts', async (_name, program, reason) => {
  const { end, said } = await run(`${passes}; process.stdout.write('', () => { ${program} })`)
  expect(end).toEqual({ type: 'failed', reason: expect.stringContaining(reason) })
  expect(said).toHaveLength(1)
})

test('one that says nothing is ended when the time is over', async () => {
  const { end } = await run('setInterval(() => {}, 1000)', { graceMs: -600 })
  expect(end).toEqual({ type: 'failed', reason: expect.stringContaining('said nothing for 0.4 s') })
})

test('one is ended from outside, at any time', async () => {
  const over = new AbortController()
  over.abort()
  expect((await run('', { signal: over.signal })).end).toMatchObject({ type: 'failed' })
})

test('one that is not there says so', async () => {
  const options = { onLine: () => {}, signal: new AbortController().signal }
  const missing = { command: { file: '/nowhere/node', args: [] }, env }
  expect(await runWorker(missing, job, options)).toEqual({
    type: 'failed',
    reason: expect.stringContaining('could not be started'),
  })
})
