// How fast the wire is read, as ratios in one run:
// - tokens: MB/s on the captures beside http-parser-js;
// - the tap before node:http that answers 1 KB to 32 connections, beside that server bare, a bare
//   pipe of sockets and http-proxy, each in a process of its own;
// - what a session of 100,000 exchanges takes in memory, in a process of its own.
// Rounds are interleaved and figures are medians. Peers come by npm; one that can't be had is left out.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureMemory } from './wire-memory.ts'
import { measureTap, servers } from './wire-tap.ts'
import { measureTokens } from './wire-tokens.ts'

const [role, ...args] = process.argv.slice(2)
if (role === undefined) await measureAll()
else if (role === 'memory') measureMemory(args)
else servers[role]?.(args)

async function measureAll(): Promise<void> {
  const tools = mkdtempSync(join(tmpdir(), 'bench-'))
  const peers = ['http-parser-js', 'http-proxy', 'autocannon']
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', tools, ...peers], {
    stdio: 'ignore',
  })
  table('Tokens of the captures, beside http-parser-js', 'at least 1', measureTokens(tools))
  table('node:http through', 'the tap: at least 0.5', await measureTap(tools))
  for (const connections of ['4', '100000']) {
    const { stdout } = spawnSync(
      process.execPath,
      ['--expose-gc', ...process.argv.slice(1, 2), 'memory', connections],
      { encoding: 'utf8' },
    )
    console.log(stdout)
  }
  rmSync(tools, { recursive: true })
}

export interface Row {
  readonly name: string
  readonly figure: number
  readonly unit: string
  readonly ratio: number
}

function table(title: string, aim: string, rows: readonly Row[]): void {
  console.log(`${title} (${aim})`)
  for (const { name, figure, unit, ratio } of rows)
    console.log(
      `  ${name.padEnd(34)} ${ratio.toFixed(2).padStart(6)}  ${figure.toFixed(1)} ${unit}`,
    )
  console.log()
}
