// Makes what `npm start` and `npm test` need, and nothing that is there already:
// node_modules from package-lock.json, dist/ from src/. `--force` builds dist/ in any case.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
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

/**
 * What is imported when it is needed, and yet stands in the first file, so that nothing else is read
 * for `list`, and for the menu the prompts alone. All other such imports get a file of their own.
 */
const inFirstFile = [
  './commands/learn.ts',
  './commands/list.ts',
  './app/open-context.ts',
  '../process/on-parent-death.ts',
]

/** Notes which modules are to be loaded later, as name → file, and leaves them out of the first file. */
const loadLater = (later) => ({
  name: 'load-later',
  setup(build) {
    build.onResolve({ filter: /./ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || path.startsWith('node:') || inFirstFile.includes(path))
        return
      if (pluginData === 'resolving') return
      if (path === './prompts.ts') return { path: './prompts.cjs', namespace: 'required' }
      const found = await build.resolve(path, { kind, resolveDir, pluginData: 'resolving' })
      const name = basename(path, '.ts')
      later[name] = found.path
      return { path: `./${name}.js`, external: true }
    })
    // The prompts are CommonJS as well. What `import` brings comes later than what `require` does.
    build.onLoad({ filter: /./, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require('${path}')`,
    }))
    build.onResolve({ filter: /./, namespace: 'required' }, ({ path }) => ({
      path,
      external: true,
    }))
  },
})

/** What packages ask for, and the course never gets to where it is used. */
const unused = {
  name: 'unused',
  setup(build) {
    const namespace = 'unused'
    // Commander starts programs that stand for commands; the course has none.
    build.onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /[/\\]commander[/\\]/.test(importer) ? { path, namespace } : undefined,
    )
    // Inquirer has ten prompts; the course asks by three. The editor's would bring half a megabyte.
    build.onResolve(
      { filter: /^@inquirer\/(checkbox|editor|expand|number|password|rawlist|search)$/ },
      ({ path }) => ({ path, namespace }),
    )
    // Chalk asks what colours there are; the course tells it.
    build.onResolve({ filter: /^#supports-color$/ }, ({ path }) => ({ path, namespace }))
    build.onLoad({ filter: /.*/, namespace }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** Ora brings eighty spinners, and turns one of two. */
const fewSpinners = {
  name: 'few-spinners',
  setup(build) {
    build.onLoad({ filter: /cli-spinners[/\\]spinners\.json$/ }, ({ path }) => {
      const { dots, line } = JSON.parse(readFileSync(path, 'utf8'))
      return { contents: JSON.stringify({ dots, line }), loader: 'json' }
    })
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
if (process.argv.includes('--force') || changedAt('dist/cli.cjs') < sources) {
  const { build } = await import('esbuild')
  const options = { bundle: true, format: 'esm', platform: 'node', logLevel: 'warning' }
  const shipped = {
    ...options,
    outdir: 'dist',
    target: 'node20.17',
    minify: true,
    legalComments: 'linked',
  }
  rmSync('dist', { recursive: true, force: true })
  const later = {}
  // The first files are CommonJS: Node begins with it sooner than with modules.
  await build({
    ...shipped,
    format: 'cjs',
    entryPoints: ['src/cli.ts', 'src/terminal/io/prompts.ts'],
    entryNames: '[name]',
    outExtension: { '.js': '.cjs' },
    define: { 'import.meta.dirname': '__dirname' },
    plugins: [loadLater(later), unused],
  })
  await build({
    ...shipped,
    charset: 'utf8',
    entryPoints: later,
    splitting: true,
    plugins: [fewSpinners, withoutDialects],
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
  const compiled = spawnSync(process.execPath, [compiler, 'lessons', 'dist'], {
    stdio: 'inherit',
  })
  if (compiled.status !== 0) {
    rmSync('dist', { recursive: true, force: true })
    process.exit(1)
  }
}
