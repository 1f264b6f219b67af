import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { get, lines } from '../explain-lines.ts'
import { cli, makePlace, type TestPlace } from './place.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

let place: TestPlace
beforeEach(() => {
  place = makePlace()
})
afterEach(() => place.remove())

const file = (name: string, content: string | Uint8Array) =>
  writeFileSync(
    join(place.cwd, name),
    typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
  )

/** Runs `explain` with bytes piped in. */
function piped(input: string | Uint8Array, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'explain', ...args], {
    cwd: place.cwd,
    env: { ...process.env, ...place.env },
    input: typeof input === 'string' ? Buffer.from(input, 'latin1') : input,
    maxBuffer: 1024 ** 3,
  })
  return { code: status, stdout: stdout.toString(), stderr: stderr.toString() }
}

describe('from a file, from - and from nothing at all', () => {
  test.each([[['message.bin']], [['-']], [[]]])('%j', (args) => {
    file('message.bin', get)
    const { code, stdout, stderr } = piped(get, ...args)
    expect(stdout).toContain('→ request   58 bytes')
    expect(stdout).toContain('method: GET')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })
})

test('a large answer comes whole through a pipe', () => {
  const body = `${'x'.repeat(99)}\n`.repeat(100_000)
  const text = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  const [line] = lines(piped(text, '--json').stdout)
  expect(line?.length).toBe(text.length)
  expect(piped(text).stdout).toMatch(/… [\d,]+ bytes came and were not kept\n$/)
})

test('a reader that has seen enough ends it', () => {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', `node ${cli} explain - | head -n 2`], {
    input: get.repeat(2000),
    cwd: place.cwd,
    env: { ...process.env, ...place.env },
  })
  expect(stdout.toString()).toBe('\n → request   58 bytes\n')
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' })
})

test('both at once are refused', () => {
  const { code, stderr } = piped(get, '--request', '--response')
  expect(stderr).toContain("'--request' cannot be used with option '--response'")
  expect(code).toBe(2)
})

describe.skipIf(!hasTmux)('in a terminal', () => {
  let terminal: TestTerminal
  beforeEach(() => {
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env, rows: 40 })
  })
  afterEach(() => terminal.close())
  const command = (line: string) => terminal.command(line)

  test.each(['explain message.bin', 'explain < message.bin'])(
    '%s: in colour, no key',
    async (line) => {
      file('message.bin', get)
      await command(`node ${cli} ${line}`)
      await terminal.sees('exit code 0')
      expect(await terminal.screen()).toContain('method: GET')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
      expect(await terminal.painted()).toMatch(/\x1b\[36m.*method: GET/)
    },
  )

  test('nothing given: what to do', async () => {
    await command(`node ${cli} explain`)
    await terminal.sees('exit code 2')
    expect(await terminal.screen()).toContain('There is no message to explain.')
    expect(await terminal.screen()).toContain('curl -si --raw http://localhost:9001/ |')
  })
})
