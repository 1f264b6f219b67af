// Runs the benches: all that `npm run bench` knows, or those that are named: npm run bench -- start install
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { build } from 'esbuild'

const known = ['http-server', 'wire', 'start', 'install', 'typescript', 'save']
const named = process.argv.slice(2)
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
for (const name of chosen) {
  const { status } = spawnSync(process.execPath, [`${folder}/${name}.mjs`], { stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
