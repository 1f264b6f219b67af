import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deferred } from '../../src/process/deferred.ts'
import { openTappedServer, type TappedServer } from '../../src/process/tapped-server.ts'
import { freePort } from '../e2e/place.ts'

let folder: string
let server: TappedServer
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'learn-webserver-test-'))
})
afterEach(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

test('a server that is slow to listen is told when it does, and serves from then on', async () => {
  const code = `
    const http = require('http').createServer((q, r) => r.end('at last'))
    const timer = setInterval(() => {
      if (!require('fs').existsSync('go')) return
      clearInterval(timer)
      http.listen(process.env.PORT, '::')
    }, 10)`
  const { promise: lateStart, resolve: startedLate } = deferred<void>()
  server = await openTappedServer({
    upstream: {
      type: 'command',
      command: { file: process.execPath, args: ['-e', code] },
      cwd: folder,
      limit: 100,
    },
    port: await freePort(),
    portFixed: true,
    openTo: undefined,
    onEvent: () => {},
    onOutput: () => {},
    onEnd: () => {},
    onLateStart: () => startedLate(),
  })
  expect(await server.restart()).toEqual({ type: 'silent', limit: 100, elsewhere: [] })
  expect(existsSync(join(folder, 'go'))).toBe(false)
  writeFileSync(join(folder, 'go'), '')
  await lateStart
  const response = await fetch(`http://127.0.0.1:${server.port}/`)
  expect(await response.text()).toBe('at last')
})
