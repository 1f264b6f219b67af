import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { which } from '../../src/process/which.ts'

const cwd = mkdtempSync(join(tmpdir(), 'learn-webserver-test-'))
afterAll(() => rmSync(cwd, { recursive: true }))
mkdirSync(join(cwd, 'bin'))
for (const [name, mode] of [
  ['bin/tool', 0o755],
  ['bin/notes.txt', 0o644],
  ['bin/win.CMD', 0o755],
] as const) {
  writeFileSync(join(cwd, name), '')
  chmodSync(join(cwd, name), mode)
}

test('what the system will not look at is no program', () => {
  const named = 'x'.repeat(300)
  expect(which(named, { cwd, env: { PATH: cwd } })).toEqual({ type: 'missing' })
})

test('a file in the place of a folder of PATH has no programs', () => {
  expect(which('tool', { cwd, env: { PATH: join(cwd, 'bin/tool') } })).toEqual({ type: 'missing' })
})

test.each([
  ['tool', 'linux', 'found'],
  ['./bin/tool', 'linux', 'found'],
  ['bin', 'linux', 'missing'],
  ['notes.txt', 'linux', 'not-executable'],
  ['bin/notes.txt', 'linux', 'not-executable'],
  ['nothing', 'linux', 'missing'],
  ['', 'linux', 'missing'],
  ['win', 'linux', 'missing'],
  ['win', 'win32', 'found'],
  ['win.CMD', 'win32', 'found'],
  ['./bin/win', 'win32', 'found'],
] as const)('%s on %s: %s', (command, platform, expected) => {
  const env = { PATH: join(cwd, 'bin'), PATHEXT: '.EXE;.CMD' }
  expect(which(command, { cwd, env, platform })).toEqual({ type: expected })
})
