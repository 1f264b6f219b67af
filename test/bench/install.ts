// How long `npx` takes to fetch and run the course on a machine that has never seen it, beside its
// peers, in one run: every start has an npm cache of its own, empty. An empty package shows what npm
// itself takes. ROUNDS says how many times, in turn; figures are medians. Run it in the package's
// folder, with dist/ built.
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { machine, publish, table, withGoal } from './markdown.ts'
import { isSmoke, median } from './run.ts'

const rounds = Number(process.env['ROUNDS'] ?? 5)

interface Package {
  readonly name: string
  /** What `npx` is told to run. */
  readonly spec: string
  readonly figures: Figures[]
}
interface Figures {
  readonly seconds: number
  readonly packages: number
  /** Bytes of all files that were unpacked. */
  readonly bytes: number
  /** Bytes of the lessons' own files among them, and of what the build makes of their words. */
  readonly lessons: number
}

const work = mkdtempSync(join(tmpdir(), 'bench-install-'))
try {
  const packages: readonly Package[] = [
    { name: 'an empty package', spec: packEmpty(), figures: [] },
    { name: 'learn-webserver', spec: pack(resolve('.')), figures: [] },
    ...(isSmoke ? [] : ['http-server', 'serve']).map((name) => ({ name, spec: name, figures: [] })),
  ]
  for (let round = 0; round < rounds; round++)
    for (const { spec, figures } of packages) figures.push(install(spec))
  print(packages)
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5 })
}

function print(packages: readonly Package[]): void {
  const seconds = ({ figures }: Package) => median(figures.map((figure) => figure.seconds))
  const peers = packages.filter(({ name }) => ['serve', 'http-server'].includes(name))
  const rows = packages.map((one) => {
    const [figures] = one.figures
    const ratios = peers.map((peer) => {
      const ratio = seconds(one) / seconds(peer)
      return one.name === 'learn-webserver' ? withGoal(ratio, 0.4) : ratio.toFixed(2)
    })
    return [
      one.name,
      ...ratios,
      seconds(one).toFixed(2),
      String(figures?.packages ?? 0),
      sizeOf(figures),
    ]
  })
  const heading = [
    '`npx --yes … --version`, cold',
    ...peers.map(({ name }) => `to ${name}`),
    's',
    'packages',
    'unpacked MB',
  ]
  publish(
    'install',
    `${table([heading, ...rows])}\n\nMedians of ${rounds} cold starts each, in turn, npm ${npmVersion()}. ${machine()}.`,
  )
}

function sizeOf({ bytes = 0, lessons = 0 }: Partial<Figures> = {}): string {
  const all = megabytes(bytes)
  if (lessons === 0) return all
  const rest = megabytes(bytes - lessons)
  return `${all}, without lessons ${rest}`
}
function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2)
}

/** One cold start: npm fetches, unpacks, links and runs it. */
function install(spec: string): Figures {
  const cache = mkdtempSync(join(work, 'cache-'))
  const folder = mkdtempSync(join(work, 'empty-'))
  // npx takes `./x.tgz` for a file, and other paths not always.
  const isTarball = existsSync(spec)
  if (isTarball) cpSync(spec, join(folder, basename(spec)))
  const wanted = isTarball ? `./${basename(spec)}` : spec
  const begun = performance.now()
  const { status } = spawnSync('npx', ['--yes', wanted, '--version'], {
    cwd: folder,
    env: { ...process.env, npm_config_cache: cache, npm_config_update_notifier: 'false' },
    stdio: 'ignore',
  })
  const seconds = (performance.now() - begun) / 1000
  if (status !== 0) throw new Error(`npx ${spec} ended with ${status}: is the registry reachable?`)
  const unpacked = join(cache, '_npx')
  const modules = readdirSync(unpacked).map((name) => join(unpacked, name, 'node_modules'))
  const figures = {
    seconds,
    packages: modules.reduce((sum, folder) => sum + packagesIn(folder), 0),
    bytes: modules.reduce((sum, folder) => sum + bytesIn(folder), 0),
    lessons: modules.reduce((sum, at) => sum + lessonsIn(join(at, 'learn-webserver')), 0),
  }
  rmSync(cache, { recursive: true, force: true, maxRetries: 5 })
  return figures
}

function lessonsIn(installed: string): number {
  const built = ['js', 'ts', 'py'].map((name) => join(installed, `dist/course.${name}.json`))
  const sizes = built.map((file) => (existsSync(file) ? statSync(file).size : 0))
  return sizes.reduce((sum, size) => sum + size, bytesIn(join(installed, 'lessons')))
}

function packagesIn(modules: string): number {
  const lock: { packages: object } = JSON.parse(
    readFileSync(join(modules, '.package-lock.json'), 'utf8'),
  )
  return Object.keys(lock.packages).length
}

/** Bytes of the files in a folder; npm's own list of them and the links to commands don't count. */
function bytesIn(folder: string): number {
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '.package-lock.json')
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

/** Makes a tarball and gives back its path. */
function pack(folder: string): string {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', work]
  const { stdout } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' })
  const described: unknown = JSON.parse(stdout)
  // npm says an array, or since version 12 an object with the package's name as key.
  const [first] = Object.values(described ?? {}) as { filename: string }[]
  if (first === undefined) throw new Error(`npm packed nothing in ${folder}`)
  return join(work, first.filename)
}

function packEmpty(): string {
  const folder = join(work, 'empty-package')
  mkdirSync(folder)
  const described = { name: 'bench-empty', version: '1.0.0', bin: 'cli.js' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(described))
  writeFileSync(join(folder, 'cli.js'), '#!/usr/bin/env node\n')
  return pack(folder)
}

function npmVersion(): string {
  return spawnSync('npm', ['--version'], { encoding: 'utf8' }).stdout.trim()
}
