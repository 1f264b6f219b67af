import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cli, freePort, makePlace, type TestPlace } from './place.ts'
import { runToEnd } from './run.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

let place: TestPlace
let folder: string
beforeEach(() => {
  place = makePlace()
  folder = join(place.cwd, 'my-webserver')
  mkdirSync(join(folder, '1-raw-socket'), { recursive: true })
  writeFileSync(
    join(folder, 'progress.json'),
    '{ "course": "learn-webserver", "version": 1, "stages": {} }',
  )
})
afterEach(() => place.remove())

describe.skipIf(!hasTmux)('what a newcomer sees', () => {
  let terminal: TestTerminal
  const open = async (command: string, rows = 24) => {
    const port = await freePort()
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env, rows })
    await terminal.type(`node ${cli} --port ${port} --no-open ${command}`)
    await terminal.press('Enter')
    return port
  }
  afterEach(() => terminal?.close())

  test('a window that was made larger shows one screen at a time; n is the next one everywhere', async () => {
    await open('1')
    await terminal.sees('What a web server is')
    await terminal.press('l')
    await terminal.sees('Which stage?')
    const socket = await terminal.ask('#{socket_path}')
    spawnSync('tmux', ['-S', socket, 'resize-window', '-t', 'test', '-x', '120', '-y', '40'])
    // tmux tells the programs in it a little later.
    const tty = await terminal.ask('#{pane_tty}')
    const size = () => execFileSync('sh', ['-c', `stty size < ${tty}`], { encoding: 'utf8' })
    await expect.poll(size).toBe('40 120\n')
    await terminal.press('Down', 'Enter')
    await terminal.sees('From words to a page')
    expect(await terminal.screen()).not.toContain('Which stage?')
    await terminal.press('n')
    await terminal.sees('The same server, another answer')
    expect(await terminal.screen()).not.toContain('From words to a page')
  })

  test('the keys of the wire are named where it is in sight, and r brings them', async () => {
    await open('1')
    await terminal.sees(/What a web server is[\s\S]*q quit/)
    await terminal.press('r')
    await terminal.sees(/is running[\s\S]*p what it printed[\s\S]*q quit/)
    await terminal.press('Enter')
    await terminal.sees(/What the browser does[\s\S]*q quit/)
    expect(await terminal.screen()).not.toContain('what it printed')
    await terminal.press('p')
    await terminal.sees(/Everything that server\.ts printed:[\s\S]*p what it printed/)
  })

  test('checks that held in another language say nothing of this one', async () => {
    const at = '2026-01-01T00:00:00.000Z'
    const checks = { hold: 12, of: 12, at, file: '1-raw-socket/server.ts' }
    const stage = { screen: 18, quizzes: {}, exercise: { hints: 0, checks } }
    const stages = { 'raw-socket': stage }
    writeFileSync(
      join(folder, 'progress.json'),
      JSON.stringify({ course: 'learn-webserver', version: 1, stages }),
    )
    await open('1', 40)
    await terminal.sees(/Now build it[\s\S]*↵ next[\s\S]*q quit/)
    await terminal.press('q')
    await terminal.sees(/Your place is kept[\s\S]*\$/)
    terminal.close()
    await open('--lang js 1', 40)
    await terminal.sees(/Now build it[\s\S]*n next[\s\S]*q quit/)
    expect(await terminal.screen()).not.toContain('↵ next')
  })

  test('a program that does not start is told of once, by the check', async () => {
    const file = join(folder, '1-raw-socket/server.ts')
    writeFileSync(file, "console.log('before')\nthrow new Error('too early')\n")
    await open('watch 1', 60)
    await terminal.sees(/checked in[\s\S]*server\.ts │ before[\s\S]*q quit\s*$/)
    const shown = await terminal.text()
    expect(shown).toContain('error      Error: too early')
    expect(shown.match(/too early/g)).toHaveLength(1)

    writeFileSync(file, 'const a = = 1\n')
    await terminal.sees('Mend what is named here, and save.')
  })

  test('the line to copy names the port that the server has; w shows the wire, and asks only where there is a choice', async () => {
    const port = await open('watch 1', 60)
    await terminal.sees(/answers GET \/hello with 200[\s\S]*q quit\s*$/)
    await terminal.sees(`curl -i http://localhost:${port}/hello`)
    await terminal.press('w')
    await terminal.sees(/connection 1, unfolded[\s\S]*GET \/hello[\s\S]*No answer came\./)
    expect(await terminal.text()).not.toContain('Which one?')
  })
})

test('settings that mean nothing are named, with what may stand there', async () => {
  writeFileSync(join(folder, 'settings.json'), '{ "comand": "ruby {stage}/server.rb" }')
  const { stderr } = await runToEnd(place, 'check', '1')
  expect(stderr).toContain('settings.json: comand is not as expected.')
  expect(stderr).toContain('Expected: command and language, and nothing else.')
})
