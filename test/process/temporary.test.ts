import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeTemporary } from '../../src/process/temporary.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'learn-webserver-test-'))
  vi.stubEnv('TMPDIR', root)
  vi.stubEnv('TEMP', root)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true })
})

/** The number of a process that has ended. */
const dead = () => spawnSync(process.execPath, ['-e', '']).pid

function make(name: string, minutes: number): string {
  const path = join(root, name)
  mkdirSync(path)
  const at = Date.now() / 1000 - minutes * 60
  utimesSync(path, at, at)
  return name
}

test('a temporary folder is there until it is removed', () => {
  const { path, remove } = makeTemporary()
  expect(dirname(path)).toBe(root)
  expect(existsSync(path)).toBe(true)
  remove()
  expect(readdirSync(root)).toEqual([])
})

test('what a dead course left is swept; what lives, is new or is not ours stays', () => {
  const gone = make(`learn-webserver-${dead()}-abcdef`, 90)
  const stays = [
    make(`learn-webserver-${process.pid}-abcdef`, 90),
    make(`learn-webserver-${dead()}-fedcba`, 5),
    make('learn-webserver-notes', 90),
    make(`other-${dead()}-abcdef`, 90),
  ]
  const { path, remove } = makeTemporary()
  const left = readdirSync(root).filter((name) => name !== basename(path))
  remove()
  expect(left).not.toContain(gone)
  expect(left.sort()).toEqual(stays.sort())
})
