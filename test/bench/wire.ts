// How fast the wire is read, in one run; rounds are interleaved and the best of each counts:
// - the tap before a server that sends 1 KB on 32 connections, as a ratio to a bare pipe of sockets,
//   each in a process of its own;
// - what the views of `tap` add to the first byte and to the FIN, beside the load of 16 connections;
// - what a session of 100,000 exchanges takes in memory, each in a process of its own.
// ROUNDS says how many, SECONDS how long one round of the tap is. Run it in the package's folder.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machine, publish, table } from './markdown.ts'
import { isSmoke } from './run.ts'
import { type Memory, measureMemory } from './wire-memory.ts'
import { measureDelays, measureRates, type Row, servers } from './wire-tap.ts'

/** Megabytes that a session may take more at its end than at its start. */
const memoryGoal = 64

/** Milliseconds that a view may add to what recording alone takes. */
const delayGoalMs = 2

const [role, ...args] = process.argv.slice(2)
if (role === undefined) await measureAll()
else if (role === 'memory') console.log(JSON.stringify(measureMemory(args)))
else servers[role]?.(args)

async function measureAll(): Promise<void> {
  const tools = mkdtempSync(join(tmpdir(), 'bench-wire-'))
  try {
    const peers = ['autocannon']
    const install = ['install', '--no-audit', '--no-fund', '--prefix', tools, ...peers]
    if (!isSmoke) spawnSync('npm', install, { stdio: 'ignore' })
    const tables = [
      ratesTable('32 connections, 1 KB, through', 'requests/s', await measureRates(tools)),
      await delaysTable(),
      memoryTable(),
    ]
    publish('wire', `${tables.join('\n\n')}\n\n${machine()}.`)
  } finally {
    rmSync(tools, { recursive: true, force: true })
  }
}

function ratesTable(heading: string, unit: string, rows: readonly Row[]): string {
  const cells = rows.map(({ name, figure, ratio, goal }) => [
    name,
    goal === undefined
      ? ratio.toFixed(2)
      : `${ratio.toFixed(2)} (goal ${goal}: ${ratio >= goal ? 'met' : 'missed'})`,
    String(Math.round(figure)),
  ])
  return table([[heading, 'ratio', unit], ...cells])
}

async function delaysTable(): Promise<string> {
  const delays = await measureDelays()
  const [base] = delays
  const shown = (ms: number, of: number) =>
    `${ms.toFixed(1)} (${ms - of <= delayGoalMs ? 'met' : 'missed'})`
  const rows = delays.map(({ name, firstByteMs, finMs, samples }) => [
    name,
    shown(firstByteMs, base?.firstByteMs ?? 0),
    shown(finMs, base?.finMs ?? 0),
    String(samples),
  ])
  const heading = [
    `99th percentile, ms (goal: ${delayGoalMs} more)`,
    'first byte',
    'FIN',
    'samples',
  ]
  return table([heading, ...rows])
}

function memoryTable(): string {
  const cases: [name: string, ...args: string[]][] = [
    ['none recorded, on 4 connections', '4', 'unrecorded'],
    ['recorded, on 4 connections', '4'],
    ['recorded, on a connection each', '100000'],
  ]
  const rows = cases.map(([name, ...given]) => {
    const { inUse, resident, microseconds } = memoryOf(given)
    const verdict = inUse <= memoryGoal ? 'met' : 'missed'
    return [
      name,
      given.length > 1 ? inUse.toFixed(1) : `${inUse.toFixed(1)} (goal ${memoryGoal}: ${verdict})`,
      resident.toFixed(1),
      microseconds.toFixed(1),
    ]
  })
  const heading = ['100,000 exchanges', 'MB more in use', 'MB more resident', 'µs of CPU each']
  return table([heading, ...rows])
}

function memoryOf(given: readonly string[]): Memory {
  const self = process.argv[1] ?? ''
  const { stdout } = spawnSync(process.execPath, ['--expose-gc', self, 'memory', ...given], {
    encoding: 'utf8',
  })
  return JSON.parse(stdout)
}
