import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { dirname } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isThere } from '../required.ts'
import { cli, freePort, makePlace, type TestPlace } from './place.ts'
import { printed, type Running, runToEnd, start } from './run.ts'

let place: TestPlace
let held: Server | undefined
const runs: Running[] = []
beforeEach(() => {
  place = makePlace()
})
afterEach(async () => {
  for (const { child, ended } of runs.splice(0)) {
    child.kill('SIGTERM')
    await ended
  }
  held?.close()
  place.remove()
})

const hold = (port: number, host: string, ipv6Only = false) =>
  new Promise<boolean>((resolve) => {
    held = createServer()
      .once('error', () => resolve(false))
      .listen({ port, host, ipv6Only }, () => resolve(true))
  })

function begin(...args: string[]): Running {
  const running = start(place, ['run', ...args, '--no-open'])
  runs.push(running)
  return running
}

describe.skipIf(process.platform !== 'linux')('a port that is taken', () => {
  test('by another run of this course: said, with how to end it', async () => {
    const port = await freePort()
    const old = begin('1', '--port', String(port))
    await printed(old, 'is running')
    const { code, stderr } = await runToEnd(place, 'run', '2', '--port', String(port))
    expect(stderr).toContain(
      `Port ${port} is in use by another run of this course (process ${old.child.pid}).`,
    )
    expect(stderr).toContain('quit it there with q, or give another port: --port 9100')
    expect(code).toBe(1)
  })

  test('and the stage goes to another one: the other run is still named', async () => {
    const first = begin('6')
    await printed(first, 'is running')
    const second = begin('6')
    await printed(second, 'is running')
    expect(second.stdout()).toMatch(/Port 9006 is in use/)
    expect(second.stdout()).toMatch(/This stage uses 90\d6 instead\./)
    // Where somebody else had 9006 before, neither run has it.
    if (first.stdout().includes('http://localhost:9006')) {
      expect(second.stdout()).toContain(`another run of this course (process ${first.child.pid}).`)
      expect(second.stdout()).toContain('quit it there with q.')
    }
  })

  test('by another program, on every address: said, with its name and what to do', async () => {
    const port = await freePort()
    if (!(await hold(port, '::'))) expect(await hold(port, '127.0.0.1')).toBe(true)
    const { code, stdout, stderr } = await runToEnd(place, 'run', '1', '--port', String(port))
    expect(stderr).toMatch(new RegExp(`^Port ${port} is in use by .+ \\(process ${process.pid}\\)`))
    expect(stderr).toMatch(/\nStop that program, or give another port: --port 9100\n$/)
    expect([code, stdout]).toEqual([1, ''])
  })

  test.each([
    ['::', true, '::1'],
    ['::1', true, '::1'],
    ['127.0.0.1', false, '127.0.0.1'],
    ['0.0.0.0', false, '127.0.0.1'],
  ])(
    'on %s (IPv6 alone: %s): a browser at localhost could reach either, so it will not do',
    async (host, ipv6Only, said) => {
      const port = await freePort()
      if (!(await hold(port, host, ipv6Only))) return expect(host).toContain(':')
      const { code, stderr } = await runToEnd(place, 'run', '1', '--port', String(port))
      expect(stderr).toContain(`(process ${process.pid}), on the address ${said} only.\n`)
      expect(code).toBe(1)
    },
  )
})

describe('a port that is not permitted', () => {
  const isRoot = process.getuid?.() === 0
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
  const canBeTried =
    process.platform === 'linux' &&
    Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8')) > 80 &&
    (!isRoot || isThere('setpriv', spawnSync('setpriv', ['--version']).status === 0))

  test.skipIf(!canBeTried)('80, to one who is not the administrator', () => {
    for (const folder of [place.cwd, place.env['HOME'] ?? '', dirname(place.cwd)])
      chmodSync(folder, 0o777)
    const [file = '', ...args] = [
      ...(isRoot ? nobody : []),
      ...[process.execPath, cli, 'run', '1', '--no-open', '--port', '80'],
    ]
    const { status, stderr } = spawnSync(file, args, {
      cwd: place.cwd,
      env: { ...process.env, ...place.env },
      encoding: 'utf8',
    })
    expect(stderr).toBe(
      'This system does not let you listen on port 80.\nPorts below 1024 often need administrator rights. Give a higher one: --port 9100\n',
    )
    expect(status).toBe(1)
  })
})
