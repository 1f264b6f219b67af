import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isolationSchema } from '../../../src/process/isolation/isolation.ts'
import { rulesFor, sandboxConfinement } from '../../../src/process/isolation/sandbox-exec.ts'
import { faultOf } from '../../../src/process/isolation/try-out.ts'

let place: string
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'learn-webserver-sandbox-'))
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

test('nothing is allowed but what a server needs, in its folder', () => {
  expect(rulesFor('/private/tmp/a "copy"', ['/usr', '/Users/kim/node'])).toMatchInlineSnapshot(`
    "(version 1)
    (deny default)
    (allow process-exec)
    (allow process-info* signal (target self))
    (allow sysctl-read)
    (allow mach-lookup (global-name "com.apple.system.opendirectoryd.libinfo"))
    (allow file-read* (subpath "/usr") (subpath "/Users/kim/node") (subpath "/private/tmp/a \\"copy\\""))
    (allow file-read-metadata (literal "/") (literal "/tmp") (literal "/var") (literal "/etc") (literal "/private") (literal "/private/tmp") (literal "/Users") (literal "/Users/kim"))
    (allow file-read* (literal "/") (literal "/dev/random") (literal "/dev/urandom"))
    (allow file-read* file-write-data (literal "/dev/null") (literal "/dev/zero"))
    (allow file-write* (subpath "/private/tmp/a \\"copy\\""))
    (allow network-bind network-inbound (local ip "localhost:*"))"
  `)
})

test('a student’s program has limits, and an environment of its own', () => {
  process.env['LEARN_TEST_SECRET'] = 'ghs_secret'
  const sandbox = {
    type: 'sandbox-exec',
    file: '/usr/bin/sandbox-exec',
    readable: [] as string[],
    path: '/bin',
  } as const
  expect(parse(isolationSchema, sandbox)).toEqual(sandbox)
  const { command, env } = sandboxConfinement(sandbox).confine(
    { file: 'node', args: ['server.js'] },
    place,
  )
  delete process.env['LEARN_TEST_SECRET']
  expect(command.file).toBe('sh')
  expect(command.args[1]).toMatch(
    /^ulimit -c 0 && ulimit -n 1024 && ulimit -f 524288 && .* && exec "\$@"$/,
  )
  expect(command.args.slice(3, 5)).toEqual(['/usr/bin/sandbox-exec', '-p'])
  expect(command.args.slice(6)).toEqual(['node', 'server.js'])
  expect(env).toEqual({ PATH: '/bin', HOME: place, TMPDIR: place, LANG: 'C.UTF-8' })
})

describe.skipIf(process.platform === 'win32')('one that does not protect is not used', () => {
  /** A program in the place of sandbox-exec: its arguments are `-p`, the rules, and the command. */
  const faultWith = (script: string) => {
    const file = join(place, 'sandbox-exec')
    writeFileSync(file, `#!/bin/sh\n${script}\n`)
    chmodSync(file, 0o755)
    const path = `${dirname(process.execPath)}:/usr/bin:/bin`
    return faultOf({ type: 'sandbox-exec', file, readable: [], path }, place)
  }

  test('it keeps nothing back', async () => {
    expect(await faultWith('shift 2; exec "$@"')).toEqual({ type: 'leaks', what: 'network' })
  })

  test('nothing runs in it', async () => {
    expect(await faultWith('echo "sandbox_apply: no" >&2; exit 71')).toEqual({
      type: 'fails',
      said: 'sandbox_apply: no',
    })
  })

  test('a program in it can’t be visited', async () => {
    const deaf = `require('node:net').Server.prototype.once = () => {}`
    writeFileSync(join(place, 'deaf.cjs'), deaf)
    expect(
      await faultWith(`shift 2; NODE_OPTIONS=--require=${join(place, 'deaf.cjs')} exec "$@"`),
    ).toMatchObject({ type: 'fails' })
  })
})
