import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { cli, freePort, makePlace, type TestPlace } from './place.ts'
import { printed, start } from './run.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

describe.skipIf(!hasTmux)('terminals that are not redrawn', () => {
  let place: TestPlace
  let terminal: TestTerminal
  beforeEach(() => {
    place = makePlace()
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env, rows: 60 })
  })
  afterEach(() => {
    terminal.close()
    place.remove()
  })
  const command = (line: string) => terminal.command(line)
  const answer = async (text: string) => {
    await terminal.type(text)
    await terminal.press('Enter')
  }

  test('--plain: keys are typed and sent with Enter, choices are numbers', async () => {
    await command(`node ${cli} 1 --lang ts --plain --no-open --port ${await freePort()}`)
    await terminal.sees('(my-webserver)')
    await answer('')
    await terminal.sees(/Stage 1 of 6[\s\S]*\? lists the keys\.\s+>/)
    await answer('zz')
    await terminal.sees('"zz" does nothing here. ? lists the keys.')
    await answer('l')
    await terminal.sees(/Raw socket[\s\S]*Type a number from 1 to 6\./)
    await answer('2')
    await terminal.sees('Stage 2 of 6 - HTML string')
    await answer('q')
    await terminal.sees('exit code 0')
    expect(await terminal.painted()).not.toContain('▸')
  })

  test('--plain: a server runs, and a request is shown', async () => {
    const port = await freePort()
    await command(`node ${cli} run 1 --plain --no-open --port ${port}`)
    await terminal.sees('is running')
    await (await fetch(`http://127.0.0.1:${port}/hello`)).text()
    await terminal.sees('GET /hello HTTP/1.1')
    await terminal.sees('closed by the server')
    await terminal.press('C-c')
    await terminal.sees('exit code 130')
  })

  // What `script` takes differs elsewhere.
  test
    .skipIf(process.platform !== 'linux')
    .each(['--plain', 'ACCESSIBLE=1', 'ACCESSIBLE=1 FORCE_COLOR=1'])(
    '%s: lines alone come, below one another, and each state is a word',
    async (how) => {
      const [options, env] = how.startsWith('--') ? [how, ''] : ['', how]
      const port = await freePort()
      terminal.close()
      terminal = openTestTerminal({ cwd: place.cwd, env: place.env, rows: 60, columns: 140 })
      // All that is written, control sequences too.
      const log = join(place.cwd, 'log')
      const line = `${env} node ${cli} run 1 ${options} --no-open --port ${port}`
      await command(`script -q -c '${line}' ${log}`)
      await terminal.sees('server.js is running')
      await (await fetch(`http://127.0.0.1:${port}/hello`)).text()
      await terminal.sees('closed by the server')
      await answer('q')
      await terminal.sees('exit code 0')
      const written = readFileSync(log, 'utf8')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: only colours may be there
      expect(written.replace(/\x1b\[[\d;]*m/g, '').replace(/\x1b\[\?25h/g, '')).not.toContain(
        '\x1b',
      )
      expect(written).toContain('to the server: ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours may be there
      expect(written.replace(/\x1b\[[\d;]*m/g, '')).toContain('Note on /hello: ')
      expect(written).not.toMatch(/[─┬│└→←✔✘…]/)
    },
  )

  test('ACCESSIBLE=0 asks for nothing', async () => {
    await command(`ACCESSIBLE=0 node ${cli} run 1 --no-open --port ${await freePort()}`)
    await terminal.sees(/q quit\s*$/)
    expect(await terminal.text()).not.toContain('lists the keys')
    await terminal.press('q')
    await terminal.sees('exit code 0')
  })

  test('TERM=dumb on a terminal is --plain, and what is typed is done', async () => {
    await command(`TERM=dumb node ${cli} 1 --lang ts --no-open --port ${await freePort()}`)
    await terminal.sees('(my-webserver)')
    await answer('')
    await terminal.sees(/Stage 1 of 6[\s\S]*\? lists the keys\.\s+>/)
    await answer('q')
    await terminal.sees('exit code 0')
  })

  test('NO_COLOR: the same words without colour', async () => {
    await command(`NO_COLOR=1 node ${cli} list`)
    await terminal.sees('exit code 0')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are what is looked for
    expect(await terminal.painted()).not.toMatch(/\x1b\[\d+m/)
  })

  test('without Unicode everything is drawn with ASCII', async () => {
    await command(`LC_ALL=C LANG=C node ${cli} run 1 --no-open --port ${await freePort()}`)
    await terminal.sees('is running')
    await terminal.sees('q quit')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: all that is not ASCII
    expect(await terminal.screen()).not.toMatch(/[^\x00-\x7f]/)
    await terminal.press('q')
  })
})

test('a request is told when it has come, and its response when that comes', async () => {
  const place = makePlace()
  let respond = () => {}
  const server = createServer((socket) => {
    socket
      .on('error', () => {})
      .once('data', () => {
        respond = () => void socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n')
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const to = typeof address === 'object' ? address?.port : undefined
  const port = await freePort()
  const running = start(place, ['tap', '--to', `127.0.0.1:${to}`, '--port', String(port)])
  onTestFinished(() => {
    running.child.kill('SIGKILL')
    server.close()
    place.remove()
  })
  await printed(running, `passes every`)
  const response = fetch(`http://127.0.0.1:${port}/slow`)
  await printed(running, 'GET /slow')
  expect(running.stdout()).not.toContain('204 No Content')
  respond()
  expect((await response).status).toBe(204)
  await printed(running, '204 No Content')
  expect(running.stdout().match(/GET \/slow/g)).toHaveLength(1)
  expect(running.stdout().match(/connection 1/g)).toHaveLength(1)
})

describe('Git Bash without winpty, where programs have pipes for a terminal', () => {
  let place: TestPlace
  beforeEach(() => {
    place = makePlace()
  })
  afterEach(() => place.remove())
  const begin = (args: readonly string[], env: Record<string, string>) => {
    const running = start(place, args, env)
    onTestFinished(() => void running.child.kill('SIGKILL'))
    return running
  }
  const gitBash = { MSYSTEM: 'MINGW64' }
  const said = /^ Git Bash gives programs no terminal[\s\S]* put winpty in front\s+of the command/

  test.each([
    ['the course', ['1'], 'Stage 1 of 6'],
    ['a stage’s server', ['run', '1', '--no-open'], 'is running'],
  ])('%s: said, and all goes on in plain lines', async (_, args, then) => {
    const running = begin([...args, '--port', String(await freePort())], gitBash)
    await printed(running, then)
    expect(running.stdout()).toMatch(said)
  })

  test('elsewhere, and where lines are all that is asked for, nothing is said of it', async () => {
    const elsewhere = begin(['1'], {})
    const list = begin(['list', '--json'], gitBash)
    expect([await elsewhere.ended, await list.ended]).toEqual([0, 0])
    expect(elsewhere.stdout() + list.stdout() + list.stderr()).not.toContain('winpty')
  })
})
