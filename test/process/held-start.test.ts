import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdForChecks, startForChecks } from '../../src/checks/run/start.ts'
import type { Language } from '../../src/course/language.ts'
import { programAt } from '../../src/workspace/own-server.ts'

let place: string
beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'learn-webserver-held-')))
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

const node = `import { isMainThread } from 'node:worker_threads'
const env = { ...process.env, PORT: '', _: '' }
console.log(JSON.stringify({
  argv: process.argv, execArgv: process.execArgv, cwd: process.cwd(), env, isMainThread,
  url: import.meta.url, arguments: process.argv0, fds: process.stdin.readable,
}))
nothing.there
`
const python = `import os, sys
env = {name: value for name, value in os.environ.items() if name not in ('PORT', '_')}
print(sys.argv, __name__, __file__, os.getcwd(), sys.path, sys.flags, sorted(env.items()), __spec__)
print('socket' in globals(), sys.stdin.read(), sys.modules['__main__'].__dict__.keys())
def outer():
    nothing.there
outer()
`

/** What a program prints: started plainly, and held until its file has been written. */
async function bothWays(language: Language, source: string, more: Record<string, string> = {}) {
  const file = `1-test/server.${language}`
  const program = programAt(file, language)
  const said: string[] = []
  for (const way of ['plain', 'held']) {
    const folder = join(place, 'folder')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    const held = way === 'held' ? await holdForChecks(program.startedIn(folder), place) : undefined
    mkdirSync(join(folder, '1-test'))
    for (const [name, text] of Object.entries({ ...more, [file]: source }))
      writeFileSync(join(folder, name), text)
    const server = await (held?.start() ?? startForChecks(program.startedIn(folder)))
    await server.ended
    const { stdout, stderr } = server.printed.now()
    // Each program has a mark of its own in its environment.
    said.push(`${stdout}${stderr}`.replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'id'))
    await server.stop()
  }
  return said
}

test('a program of Node that was held runs as one that was not', async () => {
  const [plain, held] = await bothWays('js', node)
  expect(plain).toContain('"execArgv":[]')
  expect(plain).toContain('nothing is not defined')
  expect(held).toBe(plain)
})

test('a program of Python that was held runs as one that was not', async () => {
  const [plain, held] = await bothWays('py', python)
  expect(plain).toContain("NameError: name 'nothing' is not defined")
  expect(held).toBe(plain)
})

test('a file that has the name of a module is taken for it, as ever', async () => {
  const source = 'import socket\nprint(socket.mine)\n'
  const [plain, held] = await bothWays('py', source, { '1-test/socket.py': 'mine = 1\n' })
  expect(plain).toBe('1\n')
  expect(held).toBe(plain)
})

test('a program that is held and never released ends with who holds it', async () => {
  const folder = join(place, 'folder')
  mkdirSync(folder)
  const held = await holdForChecks(programAt('server.js', 'js').startedIn(folder), place)
  await held?.stop()
  expect(held).toBeDefined()
})

test('a program that can not be read is not started, though it was held', async () => {
  const folder = join(place, 'folder')
  mkdirSync(folder)
  const held = await holdForChecks(programAt('server.js', 'js').startedIn(folder), place)
  writeFileSync(join(folder, 'server.js'), 'const = 1\n')
  const server = await held?.start()
  expect(await server?.ended).toMatchObject({ type: 'not-started' })
})
