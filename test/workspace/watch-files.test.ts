import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Saves, watchSaves } from '../../src/workspace/watch-files.ts'

let folder: string
let saves: Saves
let told: number
let tell = () => {}
const file = () => join(folder, '1-raw-socket/server.ts')

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'learn-webserver-saves-'))
  for (const name of ['1-raw-socket', '2-html-string', 'site']) mkdirSync(join(folder, name))
  writeFileSync(file(), 'a')
  writeFileSync(join(folder, '2-html-string/server.ts'), 'a')
  writeFileSync(join(folder, 'site/index.html'), 'a')
  told = 0
  saves = await watchSaves({
    folder,
    stage: '1-raw-socket',
    onSave: () => {
      told += 1
      tell()
    },
  })
  expect(['told', 'polled']).toContain(await saves.how)
})
afterEach(async () => {
  await saves.stop()
  rmSync(folder, { recursive: true })
})

/** Does something, waits for the save, and then for a later one: nothing else was told in between. */
async function savesOf(work: () => void): Promise<number> {
  const before = told
  const next = () => new Promise<void>((resolve) => (tell = resolve))
  const first = next()
  work()
  await first
  const count = told - before
  const marked = next()
  writeFileSync(join(folder, 'site/mark.html'), String(told))
  await marked
  expect(told).toBe(before + count + 1)
  return count
}

const ways: [string, () => void][] = [
  ['in place', () => writeFileSync(file(), 'in place')],
  [
    'by a new file that takes its name',
    () => {
      writeFileSync(`${file()}.tmp`, 'renamed')
      renameSync(`${file()}.tmp`, file())
    },
  ],
  [
    'with a backup, as vim does',
    () => {
      renameSync(file(), `${file()}~`)
      writeFileSync(file(), 'with a backup')
    },
  ],
  [
    'emptied first, then written',
    () => {
      writeFileSync(file(), '')
      writeFileSync(file(), 'written')
    },
  ],
  [
    'several files at once',
    () => {
      writeFileSync(file(), 'one')
      writeFileSync(join(folder, 'site/index.html'), 'two')
      writeFileSync(join(folder, 'http-server.ts'), 'three')
    },
  ],
]

test.each(ways)('a save is told once: %s', async (_way, work) => {
  expect(await savesOf(work)).toBe(1)
})

test('the same way again and again is told each time', async () => {
  for (const text of ['b', 'c', 'd']) {
    expect(
      await savesOf(() => {
        writeFileSync(`${file()}.tmp`, text)
        renameSync(`${file()}.tmp`, file())
      }),
    ).toBe(1)
  }
})

test('saves that follow each other closely: the last is never missed', async () => {
  for (let i = 0; i < 60; i++) {
    // Right after the one before was told, and up to 55 ms later.
    await new Promise((resolve) => setTimeout(resolve, i))
    expect(await savesOf(() => writeFileSync(file(), `save ${i}`))).toBe(1)
  }
})

test('a save that changes nothing, another stage, progress and editors’ files are none', async () => {
  const seen = savesOf(() => {
    writeFileSync(file(), 'a')
    writeFileSync(join(folder, '2-html-string/server.ts'), 'b')
    writeFileSync(join(folder, 'progress.json'), '{}')
    writeFileSync(join(folder, '1-raw-socket/.server.ts.swp'), 'b')
    writeFileSync(join(folder, '1-raw-socket/server.ts~'), 'b')
    mkdirSync(join(folder, '.learn-webserver'))
    writeFileSync(join(folder, '.learn-webserver/server.js'), 'b')
    writeFileSync(join(folder, 'site/real.html'), 'this one is')
  })
  expect(await seen).toBe(1)
})

test.skipIf(process.platform === 'win32')(
  'a pipe, a device and a circle of links in the pages do not stop it',
  async () => {
    await saves.stop()
    execFileSync('mkfifo', [join(folder, 'site/pipe')])
    symlinkSync('/dev/zero', join(folder, 'site/zeros'))
    symlinkSync('..', join(folder, 'site/up'))
    let noticed = () => {}
    const next = new Promise<void>((resolve) => (noticed = resolve))
    saves = await watchSaves({ folder, stage: '1-raw-socket', onSave: () => noticed() })
    await saves.how
    writeFileSync(file(), 'beside a pipe')
    await next
  },
)
