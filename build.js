// Makes what `npm start` and `npm test` need, and nothing that is there already:
// node_modules from package-lock.json, dist/ from src/ and lessons/.
// `--force` builds dist/ in any case; `--watch ARGS` starts the course with these arguments, again after each change.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, rmSync, statSync, watch } from 'node:fs'
import { join, relative } from 'node:path'
import process from 'node:process'

process.chdir(import.meta.dirname)

const changedAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)
const newest = (folder) =>
  Math.max(...readdirSync(folder, { recursive: true }).map((file) => changedAt(join(folder, file))))

/** Says what goes on until it is over, with the seconds that it has taken where that can be redrawn. */
async function during(what, work) {
  const begun = Date.now()
  const tell = () => process.stderr.write(`\r${what} ${Math.round((Date.now() - begun) / 1000)} s `)
  const timer = process.stderr.isTTY ? setInterval(tell, 1000) : undefined
  if (timer === undefined) console.error(what)
  else tell()
  const result = await work
  clearInterval(timer)
  if (timer !== undefined) process.stderr.write('\r\x1b[K')
  return result
}

async function install() {
  // npm's own script, so that it is found on Windows too, where npm is a .cmd file.
  const npm = process.env.npm_execpath
  const [file, ...before] = npm ? [process.execPath, npm] : ['npm']
  // Not `npm ci`: it refuses a lock file that leaves out binaries for other platforms.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  const child = spawn(file, [...before, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: !npm && process.platform === 'win32',
  })
  const ended = once(child, 'exit').catch(() => [1])
  const [status] = await during('First start: installing packages, about 20 s …', ended)
  if (status === 0) return
  console.error('The packages could not be installed; npm says above why.')
  console.error('Is this machine online? Then try again: npm install')
  process.exit(1)
}

/** Imported late, and yet in the first file, so that `list` and the menu read no second one. */
const inFirstFile = new Set(
  ['commands/list', 'app/open-context'].map((name) => join(process.cwd(), 'src', `${name}.ts`)),
)

/** Leaves what is imported late out of the first file, and notes it in `later`, by its path below src/. */
const loadLater = (later) => ({
  name: 'load-later',
  setup(build) {
    build.onResolve({ filter: /./ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === 'found' || path.startsWith('node:')) return
      const found = await build.resolve(path, { kind, resolveDir, pluginData: 'found' })
      if (inFirstFile.has(found.path)) return found
      const name = relative(path.startsWith('.') ? 'src' : 'node_modules', found.path)
        .replaceAll('\\', '/')
        .replace(/\.\w+$/, '')
      later[name] = found.path
      return { path: `./${name}.js`, external: true }
    })
  },
})

/** Builds dist/ whole; gives back whether it could. */
async function buildAll() {
  const { build } = await import('esbuild')
  const options = { bundle: true, platform: 'node', logLevel: 'warning' }
  const shipped = { ...options, outdir: 'dist', target: 'node20.17', minify: true }
  rmSync('dist', { recursive: true, force: true })
  const later = {}
  // The first file is CommonJS: Node starts with it sooner than with modules.
  await build({
    ...shipped,
    format: 'cjs',
    entryPoints: ['src/cli.ts'],
    outExtension: { '.js': '.cjs' },
    legalComments: 'linked',
    define: { 'import.meta.dirname': '__dirname' },
    plugins: [loadLater(later)],
  })
  await build({
    ...shipped,
    format: 'esm',
    charset: 'utf8',
    entryPoints: later,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    legalComments: 'linked',
    // The course never opens inquirer's editor, which would bring half a megabyte.
    alias: { '@inquirer/editor': '@inquirer/input' },
    // Some of the packages are CommonJS and ask for Node's own modules with `require`.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  })
  // Lessons are read and checked here, once, and not at every start.
  const outfile = 'node_modules/.cache/compile-course.mjs'
  const entryPoints = ['src/course/compile.ts']
  await build({ ...options, format: 'esm', entryPoints, outfile, packages: 'external' })
  const compiled = spawnSync(process.execPath, [outfile, 'lessons', 'dist'], { stdio: 'inherit' })
  if (compiled.status !== 0) rmSync('dist', { recursive: true, force: true })
  return compiled.status === 0
}

if (changedAt('node_modules/.package-lock.json') < changedAt('package-lock.json')) await install()
const sources = Math.max(
  newest('src'),
  newest('lessons'),
  changedAt('package.json'),
  changedAt('build.js'),
)
if (process.argv.includes('--force') || changedAt('dist/cli.cjs') < sources)
  if (!(await during('Building the course …', buildAll()))) process.exit(1)

// `npm run dev`: the course, built and started again whenever a source changes.
if (process.argv.includes('--watch')) {
  const args = process.argv.slice(process.argv.indexOf('--watch') + 1)
  let course
  let timer
  const start = () => {
    course = spawn(process.execPath, ['dist/cli.cjs', ...args], { stdio: 'inherit' })
  }
  const again = async () => {
    if (course.exitCode === null && course.signalCode === null) {
      course.kill()
      await once(course, 'exit')
    }
    if (await buildAll()) start()
  }
  start()
  for (const folder of ['src', 'lessons'])
    watch(folder, { recursive: true }, () => {
      clearTimeout(timer)
      timer = setTimeout(again, 100)
    })
}
