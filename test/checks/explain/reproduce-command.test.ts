import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { reproduceCommand } from '../../../src/checks/explain/reproduce-command.ts'
import { piecesOf } from '../../../src/checks/run/request.ts'
import { checksOf } from '../fake.ts'

const sendOf = (written: string) => {
  const [check] = checksOf(`send: ${written}\nexpect: { running: true }`)
  if (check?.send === undefined) throw new Error('there is nothing to send')
  return check.send
}

test.each([
  ['{ get: /hello }', 'curl -i http://localhost:9001/hello'],
  ['{ get: /한국 }', 'curl -i http://localhost:9001/한국'],
  ["{ get: '/form?a=b&c=d' }", "curl -i 'http://localhost:9001/form?a=b&c=d'"],
  ['{ get: /../diary.txt }', 'curl -i --path-as-is http://localhost:9001/../diary.txt'],
  ['{ get: /%2e%2e/diary.txt }', 'curl -i --path-as-is http://localhost:9001/%2e%2e/diary.txt'],
  ["{ get: '/[1]' }", "curl -i -g 'http://localhost:9001/[1]'"],
  ['{ method: HEAD, target: / }', 'curl -I http://localhost:9001/'],
  [
    "{ method: POST, target: /, body: 'a=it''s' }",
    "curl -i --data-binary 'a=it'\\''s' http://localhost:9001/",
  ],
  ['{ method: PUT, target: /, body: x }', 'curl -i -X PUT --data-binary x http://localhost:9001/'],
  [
    "{ get: /, fields: { Cookie: 'a=\\{3000}' } }",
    `curl -i -H "Cookie: a=$(printf '%03000d' 0)" http://localhost:9001/`,
  ],
  ["{ raw: 'GET / HTTP/1.1\\n\\n' }", "printf 'GET / HTTP/1.1\\n\\n' | nc localhost 9001"],
  [
    "{ pieces: ['GET ', '/\\r\\n'] }",
    "(printf 'GET '; sleep 1; printf '/\\r\\n') | nc localhost 9001",
  ],
  ["{ raw: 'GET', afterwards: half-close }", "printf 'GET' | nc -N localhost 9001"],
  ["{ raw: 'GET', afterwards: leave }", "printf 'GET' | nc -w 1 localhost 9001"],
])('%s', (written, line) => {
  expect(reproduceCommand(sendOf(written), 9001)).toBe(line)
})

test('a client that leaves midway is a pipe whose reader goes away', () => {
  const [check] = checksOf(
    'before: { get: /, afterwards: leave-midway }\nexpect: { running: true }',
  )
  if (check?.before === undefined) throw new Error('there is nothing to send')
  expect(reproduceCommand(check.before, 9001)).toBe('curl -i http://localhost:9001/ | head -c 1')
})

describe('a shell sends the very bytes', () => {
  test.each([
    "{ raw: 'GET /100%25\\\\ it''s \"$HOME\" `x`\\r\\n\\t\\x00\\xff\\xed\\x95\\x9c\\r\\n' }",
    "{ raw: 'GET /한국 HTTP/1.1\\r\\n\\x1b[2J' }",
    "{ raw: 'Cookie: \\{70}; b=\\{3}\\r\\n' }",
    "{ raw: '-n\\x80\\x9f' }",
  ])('printf, for %s', (written) => {
    const send = sendOf(written)
    const line = reproduceCommand(send, 9001).replace(/ \| nc .*$/, '')
    for (const shell of ['sh', 'bash'])
      expect(execFileSync(shell, ['-c', line])).toEqual(Buffer.from(piecesOf(send, 9001)[0]))
  })

  const hasCurl = spawnSync('curl', ['--version']).status === 0
  test
    .skipIf(!hasCurl)
    .each([
      '{ get: /../a/%2e%2e/b }',
      "{ get: '/form?a=b&c=%ED%95%9C+d' }",
      "{ get: '/[1]{2}' }",
      "{ method: POST, target: /, body: 'a=it''s \\\\ $HOME' }",
      '{ get: /, fields: { Cookie: \'a="\\{300}"\' } }',
    ])('curl, for %s', async (written) => {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const came = new Promise<string>((resolve) => {
      server.on('connection', (socket) => {
        let text = ''
        socket.on('data', (bytes) => {
          text += bytes
          const [, length = '0'] = /content-length: (\d+)/i.exec(text) ?? []
          if (text.length < text.indexOf('\r\n\r\n') + 4 + Number(length)) return
          socket.end('HTTP/1.1 200 OK\r\n\r\n')
          resolve(text)
        })
      })
    })
    const send = sendOf(written)
    const sent = spawnAsync(reproduceCommand(send, port))
    const text = await came
    await sent
    server.close()
    const wanted = Buffer.from(piecesOf(send, port)[0]).toString()
    expect(text.split('\r\n')[0]).toBe(wanted.split('\r\n')[0])
    expect(text.split('\r\n\r\n')[1]).toBe(wanted.split('\r\n\r\n')[1])
    for (const field of wanted.split('\r\n').slice(1)) expect(text).toContain(field)
  })
})

async function spawnAsync(line: string): Promise<void> {
  const { spawn } = await import('node:child_process')
  await once(spawn('sh', ['-c', line], { stdio: 'ignore' }), 'close')
}
