// From a saved file to listening: a program in TypeScript, its types taken out first as the course
// does it, beside the same program in JavaScript that Node runs as it is. Ratios of medians in one run
// and one warm process, on this Node and on those that LEARN_NODES names (20 22 24 26) and npm has.
// ROUNDS says how many times each is started, in turn. Run it in the package's folder.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emitProgram } from '../../src/process/emit.ts'
import { withoutTypes } from '../../src/typescript/without-types.ts'
import { machine, table, withGoal } from './markdown.ts'
import { freePort, median, stopProgram } from './run.ts'

const rounds = Number(process.env['ROUNDS'] ?? 31)
const goal = 1.3
const stages = ['1-raw-socket', '3-html-file', '6-form']
const [, self = '', asked] = process.argv

if (asked === 'here') console.log(JSON.stringify(await measureStages()))
else measureNodes()

interface Measured {
  readonly stage: string
  readonly typescript: number
  readonly javascript: number
}

function measureNodes() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-typescript-'))
  try {
    const rows = [process.execPath, ...installNodes(folder)].flatMap((node) => {
      const { stdout } = spawnSync(node, [self, 'here'], { encoding: 'utf8' })
      const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()
      const measured: readonly Measured[] = JSON.parse(stdout)
      return measured.map(({ stage, typescript, javascript }) => [
        `Node ${version.slice(1)}, ${stage}`,
        withGoal(typescript / javascript, goal),
        typescript.toFixed(0),
        javascript.toFixed(0),
      ])
    })
    console.log(
      table([['From saved to listening', 'Ratio', 'TypeScript, ms', 'JavaScript, ms'], ...rows]),
    )
    console.log(`\nMedians of ${rounds} starts each, in turn. ${machine()}.`)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The Nodes that are asked for and can be had, besides this one. */
function installNodes(folder: string): string[] {
  const here = process.versions.node.split('.')[0]
  const versions = (process.env['LEARN_NODES'] ?? '').split(/[\s,]+/).filter(Boolean)
  return versions.flatMap((version) => {
    if (version === here) return []
    const prefix = join(folder, version)
    spawnSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', prefix, `node@${version}`])
    const node = join(prefix, 'node_modules/node/bin/node')
    if (spawnSync(node, ['--version']).status === 0) return [node]
    console.log(`Node ${version} can't be had, so it is left out.`)
    return []
  })
}

async function measureStages(): Promise<Measured[]> {
  const root = mkdtempSync(join(tmpdir(), 'bench-typescript-'))
  try {
    cpSync('fixtures/site', join(root, 'site'), { recursive: true })
    writeFileSync(join(root, 'package.json'), '{ "type": "module" }')
    for (const name of ['http-server', ...stages.map((stage) => join(stage, 'server'))]) {
      const source = readFileSync(join('lessons', `${name}.ts`), 'utf8')
      cpSync(join('lessons', `${name}.ts`), join(root, `${name}.ts`))
      writeFileSync(join(root, `${name}.js`), withoutTypes(source) ?? '')
    }
    const measured: Measured[] = []
    for (const stage of stages) measured.push(await measureStage(root, stage))
    return measured
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function measureStage(root: string, stage: string): Promise<Measured> {
  const times: { typescript: number[]; javascript: number[] } = { typescript: [], javascript: [] }
  const source = (type: string) => join(root, stage, `server.${type}`)
  const starts = {
    typescript: () => emitProgram(source('ts'), root, join(root, '.learn-webserver')),
    javascript: () => source('js'),
  }
  for (let round = -3; round < rounds; round++) {
    const order = ['typescript', 'javascript'] as const
    for (const kind of round % 2 === 0 ? order : order.toReversed()) {
      const port = await freePort()
      appendFileSync(source(kind === 'typescript' ? 'ts' : 'js'), `// saved ${round}\n`)
      const begun = performance.now()
      const program = spawn(process.execPath, [starts[kind]()], {
        cwd: root,
        env: { ...process.env, PORT: port },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await untilItSays(program, /on port/)
      const time = performance.now() - begun
      await stopProgram(program)
      // The first rounds only warm the process, which a learner's has done at its first start.
      if (round >= 0) times[kind].push(time)
    }
  }
  return { stage, typescript: median(times.typescript), javascript: median(times.javascript) }
}

function untilItSays({ stdout }: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolve) => {
    let said = ''
    stdout?.on('data', (bytes) => {
      said += bytes
      if (pattern.test(said)) resolve()
    })
  })
}
