import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { explain } from '../../src/commands/declared/explain.ts'
import { createPlainTerminal } from '../../src/terminal/io/plain.ts'
import { CourseError } from '../../src/words/errors.ts'
import { plainTheme } from '../checks/theme.ts'
import { get, lines } from '../explain-lines.ts'
import { placeOf } from './place.ts'

// The command as a function, on a plain terminal whose output is kept. test/e2e/explain.test.ts has it in pipes.
let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'learn-webserver-explain-test-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(cwd, { recursive: true })
})

const file = (name: string, content: string | Uint8Array) =>
  writeFileSync(
    join(cwd, name),
    typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
  )

/** Runs `explain` with a command line's arguments. */
async function explained(...args: string[]) {
  const output = new PassThrough()
  let stdout = ''
  output.on('data', (bytes) => {
    stdout += bytes
  })
  vi.spyOn(process.stdout, 'write').mockImplementation((...written: unknown[]) => {
    stdout += String(written[0])
    for (const told of written) if (typeof told === 'function') told()
    return true
  })
  const terminal = createPlainTerminal({
    theme: plainTheme,
    input: new PassThrough(),
    output,
    interactive: false,
  })
  const place = placeOf(terminal, cwd)
  let code: number | undefined
  const program = new Command().exitOverride()
  explain(program, {
    inCourse: () => async () => {},
    anywhere:
      (load) =>
      async (...given) => {
        code = await (await load())(place, ...given)
      },
  })
  try {
    await program.parseAsync(['explain', ...args], { from: 'user' })
    await new Promise((done) => setImmediate(done))
    return { code, stdout, stderr: '' }
  } catch (error) {
    if (!(error instanceof CourseError)) throw error
    return { code: error.exitCode, stdout, stderr: `${error.message}\n${error.next}\n` }
  } finally {
    vi.restoreAllMocks()
  }
}

/** The same with bytes piped in. */
function piped(input: string | Uint8Array, ...args: string[]) {
  const bytes = typeof input === 'string' ? Buffer.from(input, 'latin1') : Buffer.from(input)
  const stdin = Object.assign(Readable.from(bytes.length === 0 ? [] : [bytes]), { isTTY: false })
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as unknown as typeof process.stdin)
  return explained(...args)
}

const ok = 'HTTP/1.1 200 OK\nContent-Length: 13\r\n\r\nHello world!\n'

test('a request and its answer, every line with its note', async () => {
  file('both.bin', get + ok)
  const { code, stdout } = await explained('both.bin')
  expect(stdout).toMatchInlineSnapshot(`
    "
     → request   58 bytes
       GET /hello HTTP/1.1␍␊
       ─┬─ ──┬─── ───┬────
        │    │       └ version of HTTP that the client speaks (RFC 9112, section
        │    │         2.3)
        │    └ path: what is asked for, on this server (RFC 9112, section 3.2)
        └ method: GET asks for something. It should not change anything, so browsers
          may send it again or in advance. A typed address and a clicked link both
          send GET. (RFC 9110, section 9.3.1)
       Host: localhost:9001␍␊
             ──────┬───────
                   └ this computer, and the port of the server. One machine can
                     serve many sites, and this header says which one. HTTP/1.1
                     requires it: servers send 400 if it is missing. (RFC 9110,
                     section 7.2)
       Accept: */*␍␊
               ─┬─
                └ anything. The number q says how much a kind is wanted, from 0 to
                  1. Without q it is 1. Many servers ignore this header. (RFC 9110,
                  section 12.5.1)
       ␍␊                      ← empty line: the request ends here (RFC 9112,
                               section 2.1)

     ← response   51 bytes   from byte 58
       HTTP/1.1 200 OK␊
       ───┬──── ─┬─ ┬─┬
          │      │  │ └ error: A line ends in \\r\\n. This one ends in \\n alone.
          │      │  │   Browsers and curl accept it. Node's http.get does not. Write
          │      │  │   '\\r\\n' where the program says '\\n'.
          │      │  └ the status code in words, for people (RFC 9112, section 4)
          │      └ status code 200: the request worked. Browsers look only at the
          │        number 200. The word OK is for people: another word would change
          │        nothing. (RFC 9110, section 15.3.1)
          └ protocol and version (RFC 9112, section 2.3)
       Content-Length: 13␍␊
                       ┬─
                       └ the number of bytes after the empty line. It counts bytes,
                         not characters: 한 has three bytes in UTF-8. If it is too
                         small, the text is cut. If it is too large, the reader
                         waits for more. (RFC 9110, section 8.6)
       ␍␊                      ← empty line: the headers end, the body begins (RFC
                               9112, section 2.1)
       Hello world!␊
    "
  `)
  expect(code).toBe(0)
})

describe('what it is, is told apart or said', () => {
  test.each([
    [get, [], ['request']],
    [ok, [], ['response']],
    ['Hello world!', [], ['response']],
    ['Hello world!', ['--request'], ['request']],
    [get, ['--response'], ['response']],
    [get + get + ok, [], ['request', 'request', 'response']],
  ])('%j %j', async (text, args, roles) => {
    const { stdout } = await piped(text, '--json', ...args)
    expect(lines(stdout).map(({ role }) => role)).toEqual(roles)
  })
})

test('--json: tokens cover every byte once, notes stand at theirs', async () => {
  const read = lines((await piped(get + ok, '--json')).stdout)
  expect(read.map(({ at }) => at)).toEqual([0, get.length])
  for (const { bytes, tokens, length } of read) {
    expect(tokens.map(({ start }) => start)).toEqual([
      0,
      ...tokens.slice(0, -1).map(({ end }) => end),
    ])
    expect(tokens.at(-1)?.end).toBe(length)
    expect(Buffer.from(bytes, 'base64')).toHaveLength(length)
  }
  const [request, response] = read
  expect(request?.notes.find(({ about }) => about === 'host')).toMatchObject({
    start: get.indexOf('localhost'),
    end: get.indexOf('localhost:9001') + 'localhost:9001'.length,
  })
  expect(response?.notes.find(({ about }) => about === 'bare-lf')).toMatchObject({
    start: ok.indexOf('\n'),
    severity: 'error',
  })
})

describe('what real browsers and clients sent', () => {
  const folder = join(import.meta.dirname, '../../fixtures/wire')
  const recorded = readdirSync(folder).filter((name) => name.endsWith('.bin'))
  test.each(recorded)('%s', async (name) => {
    const bytes = readFileSync(join(folder, name))
    const read = lines((await piped(bytes, '--json')).stdout)
    expect(read.every(({ role }) => role === 'request')).toBe(true)
    expect(Buffer.concat(read.map(({ bytes }) => Buffer.from(bytes, 'base64')))).toEqual(bytes)
    const { stdout } = await piped(bytes)
    expect(stdout).toContain('method: ')
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}/u)
  })
})

describe('a HAR file', () => {
  const har = (name: string, ...entries: object[]) =>
    JSON.stringify({ log: { version: '1.2', creator: { name, version: '1' }, entries } })
  const request = { method: 'GET', url: 'http://a.b/c', httpVersion: 'h2', headers: [] }
  const response = {
    ...{ status: 200, statusText: 'OK', httpVersion: 'h2', headers: [] },
    content: { text: 'aGk=', encoding: 'base64' },
  }

  test('a browser’s own: as the file has it, no line made up', async () => {
    file('browser.har', har('WebInspector', { request, response }))
    const { stdout } = await explained('browser.har')
    expect(stdout).toMatchInlineSnapshot(`
      "
       browser.har: 1 entry, written by WebInspector 1

       1  GET http://a.b/c
         GET asks for something. It should not change anything, so browsers may send
         it again or in advance. A typed address and a clicked link both send GET.
         (RFC 9110, section 9.3.1)
       200 OK   HTTP/2
         200: the request worked. Browsers look only at the number 200. The word OK is
         for people: another word would change nothing. (RFC 9110, section 15.3.1)
         HTTP/2: the headers are sent in binary frames, not as lines like these.
       → request
         The file holds no headers.
       ← response
         The file holds no headers.
         Body, 2 bytes:
           hi
      "
    `)
  })

  test('--list, --entry, --status', async () => {
    const failed = { ...response, status: 503 }
    const none = { ...response, status: 0 }
    file(
      'a.har',
      har('x', { request, response }, { request, response: failed }, { request, response: none }),
    )
    const numbers = async (...args: string[]) => {
      const { stdout } = await explained('a.har', '--json', ...args)
      return lines(stdout).flatMap(({ type, entry }) => (type === 'entry' ? [entry] : []))
    }
    expect(await numbers()).toEqual([1, 2, 3])
    expect(await numbers('--entry', '2-3')).toEqual([2, 3])
    expect(await numbers('--status', '5xx')).toEqual([2])
    expect(await numbers('--status', '200,none')).toEqual([1, 3])
    const { stdout } = await explained('a.har', '--list')
    expect(stdout.trimEnd().split('\n')).toHaveLength(6)
    expect(stdout).toMatch(/ 2 +GET +http:\/\/a\.b\/c +503/)
    const bad = await explained('a.har', '--status', 'x')
    expect(bad).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"x" is not a status code.'),
    })
  })

  test('a message of which not all was kept is not called cut short', async () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n'
    const kept = { _head: head, _length: head.length + 100 }
    const text = har('learn-webserver', {
      request,
      response: { ...response, content: { text: 'abc' }, ...kept },
    })
    const { stdout } = await piped(text)
    expect(stdout).toContain('97 bytes came and were not kept.')
    expect(stdout).not.toContain('error')
    expect(lines((await piped(text, '--json')).stdout)).toMatchObject([
      { type: 'entry' },
      { role: 'request', recorded: 'parts' },
      { role: 'response', recorded: 'bytes', lost: 97 },
    ])
  })

  test('JSON that is no HAR file, and a file that is not whole', async () => {
    const json = await piped('{"a":1}')
    expect(json.stderr).toContain('is JSON and not a HAR file: it has no list log.entries.')
    expect(json.code).toBe(2)
    expect((await piped('{"a":1}', '--response')).stdout).toContain('← response   7 bytes')
    const broken = await piped('{\n "log": NaN }')
    expect(broken.stderr).toContain('line 2, column 9 is not JSON: "NaN" can\'t stand there.')
    const cut = await piped(har('x', { request, response }, { request, response }).slice(0, -60))
    expect(cut.stdout).toContain('This file ends in the middle, in line 1.')
    expect(cut.stdout).toContain('1  GET http://a.b/c')
    expect(cut.code).toBe(0)
  })
})

describe('a term', () => {
  test.each([
    [['304'], /304 Not Modified {3}status code\n[\s\S]* do +Send no body/],
    [['sec-fetch-mode'], /Sec-Fetch-Mode {3}header/],
    [['ERR_EMPTY_RESPONSE'], /without sending one byte/],
    [['curl:', '(52)', 'Empty', 'reply'], /curl \(52\) {3}error/],
  ])('%j', async (words, said) => {
    const { code, stdout } = await explained(...words)
    expect(stdout).toMatch(said)
    expect(code).toBe(0)
  })

  test('a file of that name comes first; a mistyped one is guessed', async () => {
    file('304', get)
    expect((await explained('304')).stdout).toContain('GET /hello')
    const { code, stderr } = await explained('Sec-Fetch-Mod')
    expect(stderr).toMatch(/is not a file[\s\S]*Did you mean Sec-Fetch-Mode\?/)
    expect(code).toBe(2)
  })
})

describe('what curl writes', () => {
  test('curl -I: no body is missing', async () => {
    const { stdout } = await piped('HTTP/1.1 200 OK\r\nContent-Length: 290\r\n\r\n')
    expect(stdout).toContain('read as the response to a HEAD request')
    expect(stdout).not.toMatch(/error|warning/)
  })

  test('curl -IL: one after the other', async () => {
    const moved = 'HTTP/1.1 301 Moved\r\nLocation: /a\r\nContent-Length: 5\r\n\r\n'
    const { stdout } = await piped(`${moved}HTTP/2 200 \r\ncontent-length: 9\r\n\r\n`)
    expect(stdout).toContain('Another response follows at once')
    expect(stdout).toContain('curl wrote these lines.')
    expect(stdout).not.toMatch(/error|warning/)
  })

  test('curl -i of a site with HTTP/2', async () => {
    const { stdout } = await piped(
      'HTTP/2 200 \r\ncontent-type: text/html\r\ncontent-length: 2\r\n\r\nok',
    )
    expect(stdout).toMatch(/HTTP\/2 sends headers in binary[\s\S]*Body, 2 bytes:\n +ok/)
    expect(stdout).not.toMatch(/error|warning|␍/)
  })
})

test.each([
  'GET /hello',
  'GET http://localhost:9001/\r\n',
  'get /',
  'GET index.html',
  'PUT /a HTTP/1.1',
])('a request line alone: %j', async (line) => {
  const { stdout } = await piped(line)
  expect(stdout).toContain('→ request')
  expect(stdout).toContain('This is only a request line.')
})

describe('a file that can’t be read: one clear sentence, exit code 2', () => {
  test.each<[string, () => void, string]>([
    ['missing.bin', () => {}, 'There is no file missing.bin.'],
    ['folder', () => mkdirSync(join(cwd, 'folder')), 'folder is a folder.'],
    ['empty', () => file('empty', ''), 'empty is empty: it has 0 bytes.'],
    ['file/x', () => file('file', ''), 'There is no file file/x.'],
    [
      'huge.bin',
      () => {
        file('huge.bin', get)
        truncateSync(join(cwd, 'huge.bin'), 5 * 1024 ** 3)
      },
      'huge.bin is larger than 64 MB. No more than that is read.',
    ],
    ['\x1b[2J', () => {}, 'There is no file ␛[2J.'],
  ])('%j', async (name, make, said) => {
    make()
    const { code, stdout, stderr } = await explained(name)
    expect(stderr.split('\n')[0]).toBe(said)
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  test('nothing piped in', async () => {
    const { code, stderr } = await piped('')
    expect(stderr).toContain('What was piped in is empty')
    expect(code).toBe(2)
  })
})

test('more messages than are read: the rest is counted', async () => {
  expect((await piped(get.repeat(3000))).stdout).toMatch(/\n [\d,]+ more bytes not read\.\n$/)
})

test('control characters never reach the terminal, by any part of a message', async () => {
  const evil = '\x1b[2J\x1b]0;title\x07\x9b31m\x7f\r\x00\xe2\x80\xae\xc2\x9b31m'
  const request = (method: string, type: string, body: string) =>
    `${method} /${evil}?${evil}=%1b[2J%c2%9b31m%e2%80%ae&${evil} HTTP/1.1\r\n` +
    `Host: ${evil}\r\nReferer: http://x/${evil}\r\nCookie: ${evil}=${evil}\r\n${evil}: ${evil}\r\n` +
    `Content-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  const form = `a=%1b[2J&${evil}=${evil}&%c2%9b=%e2%80%ae`
  const part = `--b\r\nContent-Disposition: form-data; name="${evil}"; filename="${evil}"\r\n\r\n${evil}\r\n--b--\r\n`
  for (const text of [
    request('POST', 'application/x-www-form-urlencoded', form),
    request('POST', 'multipart/form-data; boundary=b', part),
    request(evil, evil, evil),
    `HTTP/1.1 200 ${evil}\r\nLocation: ${evil}\r\nSet-Cookie: ${evil}\r\nTransfer-Encoding: chunked\r\n\r\n3;${evil}\r\n\x1b[m\r\n0\r\n${evil}: ${evil}\r\n\r\n`,
    `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>${evil}`,
    evil,
  ])
    for (const args of [[], ['--json'], ['--request'], ['--response']]) {
      const { code, stdout } = await piped(text, ...args)
      expect(code).toBe(0)
      expect(stdout).not.toBe('')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/)
    }
})
