import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyForChecks } from '../../src/checks/run/files.ts'

const isWindows = process.platform === 'win32'
let place: string
let folder: string
let copy: string
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'learn-webserver-copy-'))
  folder = join(place, 'mine')
  copy = join(place, 'copy')
  for (const name of [folder, copy, join(folder, '1-raw-socket'), join(folder, 'site')])
    mkdirSync(name)
  writeFileSync(join(folder, '1-raw-socket/server.js'), 'one')
  writeFileSync(join(folder, 'site/index.html'), '<p>')
})
afterEach(() => rmSync(place, { recursive: true }))
const listed = () => readdirSync(copy, { recursive: true, encoding: 'utf8' }).sort()
const whole = ['1-raw-socket', '1-raw-socket/server.js', 'site', 'site/index.html']

test('what servers need is copied, and what may be large is not', () => {
  for (const name of ['.git', 'node_modules', 'backups']) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'a'), '')
  }
  writeFileSync(join(folder, 'progress.json'), '{}')
  copyForChecks(folder, copy)
  expect(listed()).toEqual(whole)
})

test.skipIf(isWindows)(
  'pipes and devices are left out, and a circle of links is not followed',
  () => {
    execFileSync('mkfifo', [join(folder, 'site/pipe')])
    symlinkSync('/dev/zero', join(folder, 'site/zeros'))
    symlinkSync('..', join(folder, 'site/up'))
    symlinkSync('nowhere', join(folder, 'site/gone'))
    copyForChecks(folder, copy)
    expect(listed()).toEqual(whole)
  },
)

test.skipIf(isWindows)(
  'a linked file becomes a file of the copy, so that a check never writes through it',
  () => {
    const outside = join(place, 'outside')
    mkdirSync(outside)
    writeFileSync(join(outside, 'a.html'), 'mine')
    chmodSync(join(outside, 'a.html'), 0o444)
    symlinkSync(outside, join(folder, 'site/linked'))
    copyForChecks(folder, copy)
    writeFileSync(join(copy, 'site/linked/a.html'), 'changed')
    expect(readFileSync(join(outside, 'a.html'), 'utf8')).toBe('mine')
  },
)

test.skipIf(isWindows)(
  'who reads a file of the copy while it is written finds no half of it',
  () => {
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(join(copy, 'package.json'), '{}')
    const reader = openSync(join(copy, 'package.json'), 'r')
    copyForChecks(folder, copy)
    expect(readFileSync(reader, 'utf8')).toBe('{}')
    closeSync(reader)
    expect(readFileSync(join(copy, 'package.json'), 'utf8')).toBe('{ "type": "module" }')
  },
)

test.skipIf(isWindows)('a program that may be run may be run in the copy', () => {
  const program = join(folder, 'start.sh')
  writeFileSync(program, '#!/bin/sh\n')
  chmodSync(program, 0o755)
  copyForChecks(folder, copy)
  expect(statSync(join(copy, 'start.sh')).mode & 0o111).toBe(0o111)
})

test('while an editor saves by a new file, the copy has the server each time', async () => {
  const server = join(folder, '1-raw-socket/server.js')
  const editor = new Worker(
    `const { renameSync, writeFileSync } = require('node:fs')
     const { workerData: server, parentPort } = require('node:worker_threads')
     let count = 0
     const save = () => {
       writeFileSync(server + '~', 'version ' + ++count)
       renameSync(server + '~', server)
       if (count === 3) parentPort.postMessage('saving')
       setTimeout(save, 4)
     }
     save()`,
    { eval: true, workerData: server },
  )
  await new Promise((resolve) => editor.once('message', resolve))
  for (let i = 0; i < 25; i++) {
    const to = join(place, `copy-${i}`)
    mkdirSync(to)
    copyForChecks(folder, to)
    expect(readFileSync(join(to, '1-raw-socket/server.js'), 'utf8')).toMatch(/^version \d+$/)
  }
  await editor.terminate()
  renameSync(server, `${server}.end`)
})
