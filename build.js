// Makes what `npm start` and `npm test` need, and nothing that is there already:
// node_modules from package-lock.json, dist/ from src/. `--force` builds dist/ in any case.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

process.chdir(import.meta.dirname)

const changedAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)
const newest = (folder) =>
  Math.max(...readdirSync(folder, { recursive: true }).map((file) => changedAt(join(folder, file))))

if (changedAt('node_modules/.package-lock.json') < changedAt('package-lock.json')) {
  console.log('Installing what the course is built with ...')
  // npm's own script, so that it is found on Windows too, where npm is a .cmd file.
  const npm = process.env.npm_execpath
  // Not `npm ci`: it refuses a lock file that leaves out binaries for other platforms.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  const options = { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' }
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], { ...options, shell: false })
    : spawnSync('npm', args, options)
  if (status !== 0) {
    console.error('The packages could not be installed; npm says above why.')
    console.error('Is this machine online? Then try again: npm install')
    process.exit(1)
  }
}

// inquirer's editor prompt brings tables for a hundred alphabets, half a megabyte, and is never used.
const withoutEditor = {
  name: 'without-editor',
  setup(build) {
    const namespace = 'without-editor'
    build.onResolve({ filter: /^@inquirer\/editor$/ }, ({ path }) => ({ path, namespace }))
    build.onLoad({ filter: /.*/, namespace }, () => ({ contents: 'export default undefined' }))
  },
}

// The parser brings dialects that nobody here writes, such as Flow and JSX: 70 kB.
const withoutDialects = {
  name: 'without-dialects',
  setup(build) {
    build.onLoad({ filter: /@babel\/parser\/lib\/index\.js$/ }, ({ path }) => {
      const [before, after, ...more] = readFileSync(path, 'utf8').split(
        /(?<=const mixinPlugins = )\{.*?\}/s,
      )
      if (after === undefined || more.length > 0) throw new Error(`${path} is not as it was.`)
      return { contents: `${before}{ typescript }${after}` }
    })
  },
}

const sources = Math.max(
  newest('src'),
  newest('lessons'),
  changedAt('package.json'),
  changedAt('build.js'),
)
if (process.argv.includes('--force') || changedAt('dist/cli.js') < sources) {
  const { build } = await import('esbuild')
  const options = { bundle: true, format: 'esm', platform: 'node', logLevel: 'warning' }
  rmSync('dist', { recursive: true, force: true })
  await build({
    ...options,
    entryPoints: ['src/cli.ts'],
    outdir: 'dist',
    target: 'node20.17',
    splitting: true,
    minify: true,
    charset: 'utf8',
    legalComments: 'linked',
    plugins: [withoutEditor, withoutDialects],
    // Some of the packages are CommonJS and ask for Node's own modules with `require`.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  })
  // Lessons are read and checked here, once, and not at every start.
  const compiler = 'node_modules/.cache/compile-course.mjs'
  await build({
    ...options,
    entryPoints: ['src/course/compile.ts'],
    outfile: compiler,
    packages: 'external',
  })
  const compiled = spawnSync(process.execPath, [compiler, 'lessons', 'dist/course.json'], {
    stdio: 'inherit',
  })
  if (compiled.status !== 0) {
    rmSync('dist', { recursive: true, force: true })
    process.exit(1)
  }
}
