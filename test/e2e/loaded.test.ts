import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cli, makePlace, type TestPlace } from './place.ts'
import { hasTmux, openTestTerminal } from './terminal.ts'

// How long a start takes depends on the machine. What is read for it does not.

interface Loaded {
  /** Files of dist/ that were run, and their bytes together. */
  readonly files: number
  readonly bytes: number
  /** Modules of Node that it does not load for itself. */
  readonly builtins: readonly string[]
}

let place: TestPlace
let hook: string
let noted: string
beforeEach(() => {
  place = makePlace()
  hook = join(place.cwd, 'hook.cjs')
  noted = join(place.cwd, 'loaded.json')
  // Runs before the course, and notes what has been loaded when a text was written, or at the end.
  writeFileSync(
    hook,
    `const { statSync, writeFileSync } = require('node:fs')
    const before = new Set(process.moduleLoadList)
    const dist = process.env.DIST
    const note = () => {
      const files = Object.keys(require.cache).filter((file) => file.startsWith(dist))
      const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
      const builtins = process.moduleLoadList
        .filter((name) => name.startsWith('NativeModule ') && !before.has(name))
        .map((name) => name.slice('NativeModule '.length))
      writeFileSync(${JSON.stringify(noted)}, JSON.stringify({ files: files.length, bytes, builtins }))
    }
    const until = process.env.UNTIL
    if (until === undefined) process.on('exit', note)
    else {
      const { write } = process.stdout
      process.stdout.write = function (text, ...more) {
        if (String(text).includes(until)) {
          note()
          process.stdout.write = write
        }
        return write.call(this, text, ...more)
      }
    }`,
  )
})
afterEach(() => place.remove())

const env = () => ({ ...place.env, NODE_OPTIONS: `--require=${hook}`, DIST: join(cli, '..') })
const loaded = (): Loaded => JSON.parse(readFileSync(noted, 'utf8'))

test.each([
  ['--version', 4, 90_000],
  ['--help', 4, 90_000],
  ['list', 9, 150_000],
])(
  '%s reads at most %i files of %i bytes, and starts no part of Node that it does not need',
  (args, files, bytes) => {
    const { status } = spawnSync(process.execPath, [cli, args], {
      cwd: place.cwd,
      env: { ...process.env, ...env() },
    })
    expect(status).toBe(0)
    const all = loaded()
    expect(all.files).toBeLessThanOrEqual(files)
    expect(all.bytes).toBeLessThan(bytes)
    expect(all.builtins).not.toContain('child_process')
    expect(all.builtins).not.toContain('crypto')
    expect(all.builtins).not.toContain('http')
    expect(all.builtins).not.toContain('internal/modules/esm/translators')
  },
)

describe.skipIf(!hasTmux)('in a terminal', () => {
  test('the menu is drawn before what draws the other pages is read', async () => {
    const folder = join(place.cwd, 'my-webserver')
    mkdirSync(folder)
    writeFileSync(join(folder, 'settings.json'), '{ "language": "js" }')
    writeFileSync(
      join(folder, 'progress.json'),
      JSON.stringify({ course: 'learn-webserver', version: 2, stages: {} }),
    )
    const terminal = openTestTerminal({
      cwd: place.cwd,
      env: { ...env(), UNTIL: 'Static server' },
    })
    try {
      await terminal.type(`node ${cli}`)
      await terminal.press('Enter')
      await terminal.sees('Static server')
      await expect.poll(loaded).toMatchObject({ files: expect.any(Number) })
      expect(loaded().files).toBeLessThanOrEqual(25)
      expect(loaded().bytes).toBeLessThan(280_000)
      // The other pages are there when they are asked for.
      await terminal.press('?')
      await terminal.sees('Keys that work here')
      await terminal.press('Escape')
      await terminal.press('q')
      await terminal.sees('$')
    } finally {
      terminal.close()
    }
  })
})
