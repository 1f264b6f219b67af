// Makes what `npm start` and `npm test` need, and nothing that is there already:
// node_modules from package-lock.json, dist/ from src/ and lessons/.
// `--force` builds in any case, `--out FOLDER` into another folder than dist/, `--bill` a bill of materials too;
// `--watch ARGS` starts the course with these arguments, again after each change.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { afterTheMenu } from './build/after-the-menu.js'
import { billOfMaterials, licenceTexts, packagesIn } from './build/bundled.js'
import { buildClient } from './build/client.js'
import { during } from './build/during.js'
import { install } from './build/install.js'
import { watchAndRun } from './build/watch.js'

process.chdir(import.meta.dirname)

const changedAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)
const newest = (folder) =>
  Math.max(...readdirSync(folder, { recursive: true }).map((file) => changedAt(join(folder, file))))

/** Builds a folder like dist/ whole; gives back whether it could. */
async function buildAll(to = 'dist') {
  const { build, transform } = await import('esbuild')
  const options = { bundle: true, platform: 'node', logLevel: 'warning' }
  const shipped = { minify: true, target: 'node20.17', charset: 'utf8' }
  rmSync(to, { recursive: true, force: true })
  mkdirSync(to, { recursive: true })
  const { outputFiles, metafile } = await build({
    ...options,
    ...shipped,
    format: 'esm',
    splitting: true,
    entryPoints: ['src/cli.ts'],
    outdir: to,
    outExtension: { '.js': '.cjs' },
    chunkNames: '[name]-[hash]',
    // All licence texts are in one file.
    legalComments: 'none',
    write: false,
    metafile: true,
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
  const packages = packagesIn([metafile, await buildClient(to)])
  writeFileSync(join(to, 'LICENSES.txt'), licenceTexts(packages))
  if (process.argv.includes('--bill'))
    writeFileSync(join(to, 'sbom.cdx.json'), billOfMaterials(packages))
  // Lessons are read and checked here, once, and not at every start.
  const outfile = 'node_modules/.cache/compile-course.mjs'
  const entryPoints = ['src/course/compile.ts']
  await build({ ...options, format: 'esm', entryPoints, outfile, packages: 'external' })
  const compiled = spawnSync(process.execPath, [outfile, 'lessons', to], { stdio: 'inherit' })
  if (compiled.status !== 0) rmSync(to, { recursive: true, force: true })
  return compiled.status === 0
}

if (changedAt('node_modules/.package-lock.json') < changedAt('package-lock.json')) await install()
const sources = Math.max(
  ...['src', 'lessons', 'build'].map(newest),
  changedAt('build.js'),
  changedAt('package.json'),
)
const out = process.argv.indexOf('--out')
const to = out < 0 ? 'dist' : process.argv[out + 1]
if (process.argv.includes('--force') || changedAt(join(to, 'cli.cjs')) < sources)
  if (!(await during('Building the course …', buildAll(to)))) process.exit(1)

const watched = process.argv.indexOf('--watch')
if (watched >= 0) watchAndRun(process.argv.slice(watched + 1), buildAll)
