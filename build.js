// Makes what `npm start` and `npm test` need, and nothing that is there already:
// node_modules from package-lock.json, dist/ from src/ and lessons/.
// `--force` builds dist/ in any case; `--watch ARGS` starts the course with these arguments, again after each change.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** What is imported late, in this order, until the menu stands. All else that is imported late comes after it. */
const upToMenu = [
  'cli',
  'app/open-context',
  'commands/list',
  'commands/learn',
  'terminal/io/play',
].map((name) => join(process.cwd(), 'src', `${name}.ts`))

/**
 * Tells esbuild what is loaded by the time that a file is imported late: it would cut what they share into a
 * file for each set of files that share it, and each costs half a millisecond at every start.
 */
const afterTheMenu = {
  name: 'after-the-menu',
  setup(build) {
    build.onResolve({ filter: /^\./ }, async ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return
      const found = await build.resolve(path, { kind: 'import-statement', resolveDir })
      return { path: found.path, errors: found.errors, namespace: 'late' }
    })
    // To import `process` costs two milliseconds, since all that it holds is copied.
    build.onResolve({ filter: /^node:process$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: 'process', namespace: 'global' } : undefined,
    )
    build.onLoad({ filter: /./, namespace: 'global' }, () => ({
      contents: 'export default process',
    }))
    // commander never starts a program here: what it would do so with takes as long.
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('commander') ? { path: 'child_process', namespace: 'none' } : undefined,
    )
    build.onLoad({ filter: /./, namespace: 'none' }, () => ({ contents: 'module.exports = {}' }))
    build.onLoad({ filter: /./, namespace: 'late' }, ({ path }) => {
      const at = upToMenu.indexOf(path)
      const loaded = upToMenu.slice(0, at < 0 ? undefined : at)
      const lines = loaded.map((file) => `import ${JSON.stringify(file)}`)
      const contents = [...lines, `export * from ${JSON.stringify(path)}`].join('\n')
      return { contents, resolveDir: process.cwd() }
    })
  },
}

/** Builds dist/ whole; gives back whether it could. */
async function buildAll() {
  const { build, transform } = await import('esbuild')
  const options = { bundle: true, platform: 'node', logLevel: 'warning' }
  const shipped = { minify: true, target: 'node20.17', charset: 'utf8' }
  rmSync('dist', { recursive: true, force: true })
  mkdirSync('dist')
  const { outputFiles } = await build({
    ...options,
    ...shipped,
    format: 'esm',
    splitting: true,
    entryPoints: ['src/cli.ts'],
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    chunkNames: '[name]-[hash]',
    legalComments: 'linked',
    write: false,
    // All files are in dist/, whichever of them holds this.
    define: { 'import.meta.dirname': '__dirname' },
    // The course never opens inquirer's editor, which would bring half a megabyte.
    alias: { '@inquirer/editor': '@inquirer/input' },
    plugins: [afterTheMenu],
  })
  // esbuild splits modules alone. Node starts sooner with CommonJS, and with `require` where they say `import()`.
  const supported = { 'dynamic-import': false }
  const commonJs = { ...shipped, platform: 'node', format: 'cjs', supported }
  for (const { path, text } of outputFiles) {
    const isCode = path.endsWith('.cjs')
    const code = isCode ? (await transform(text, commonJs)).code : text
    writeFileSync(path, code, { mode: text.startsWith('#!') ? 0o755 : 0o644 })
  }
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
