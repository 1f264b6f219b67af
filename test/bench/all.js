// Runs the benches: all that `npm run bench` knows, or those that are named: npm run bench -- start install
// With --smoke each runs for seconds, beside no peers, and no figure is kept: it shows that all of them work.
import { execFile, spawnSync } from 'node:child_process'
import process from 'node:process'
import { build } from 'esbuild'

const known = [
  'http-server',
  'wire',
  'start',
  'install',
  'typescript',
  'save',
  'board',
  'page',
  'grade',
]
const isSmoke = process.argv.includes('--smoke')
const named = process.argv.slice(2).filter((word) => word !== '--smoke')
const unknown = named.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  process.exit(2)
}
const chosen = named.length === 0 ? known : named
const folder = 'node_modules/.cache/bench'
await build({
  entryPoints: chosen.map((name) => `test/bench/${name}.ts`),
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
})
const smoke = { SMOKE: '1', ROUNDS: '1', SECONDS: '0.3' }
const env = { ...process.env, ...(isSmoke && smoke) }
const fileOf = (name) => `${folder}/${name}.mjs`
if (isSmoke) {
  // All at once: no figure counts, and most of the time each of them waits.
  const run = (name) =>
    new Promise((resolve) => {
      execFile(process.execPath, [fileOf(name)], { env }, (error, stdout, stderr) => {
        process.stdout.write(stdout)
        process.stderr.write(stderr)
        resolve(error === null)
      })
    })
  const worked = await Promise.all(chosen.map(run))
  if (!worked.every(Boolean)) process.exit(1)
} else
  for (const name of chosen) {
    const { status } = spawnSync(process.execPath, [fileOf(name)], { stdio: 'inherit', env })
    if (status !== 0) process.exit(1)
  }
