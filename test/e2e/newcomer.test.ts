import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
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
    await terminal.command(`node ${cli} --port ${port} --no-open --lang ts ${command}`)
    return port
  }
  afterEach(() => terminal?.close())

  test('the window is drawn again whole at its new size, and the terminal given back as it was', async () => {
    await open('1')
    await terminal.sees(/Stage 1 of 6[\s\S]*q quit/)
    const socket = await terminal.ask('#{socket_path}')
    spawnSync('tmux', ['-S', socket, 'resize-window', '-t', 'test', '-x', '50', '-y', '16'])
    await expect.poll(async () => (await terminal.screen()).trimEnd().split('\n').length).toBe(16)
    await terminal.sees(/Stage 1 of 6[\s\S]*q quit\s*$/)
    await terminal.press('q')
    await terminal.sees(/Your place is kept[\s\S]*\$\s*$/)
  })

  test('the folder that was chosen is named as it is, above the question for the language', async () => {
    rmSync(folder, { recursive: true })
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env })
    await terminal.command(`node ${cli}`)
    await terminal.sees('Where should your servers be saved?')
    await terminal.press('Enter')
    await terminal.sees('Which language do you want to write in?')
    expect(await terminal.screen()).toMatch(/Your folder: \/.*my-webserver\n/)
  })

  test('Ctrl-Z gives the terminal back, and fg draws the screen again', async () => {
    await open('1')
    await terminal.sees(/Stage 1 of 6[\s\S]*q quit/)
    await terminal.press('C-z')
    await terminal.sees(/Stopped|Suspended|\$\s*$/i)
    await terminal.type('fg')
    await terminal.press('Enter')
    await terminal.sees(/Stage 1 of 6[\s\S]*q quit\s*$/)
    await terminal.press('l')
    await terminal.sees('0 of 6 stages done')
  })
})

test('settings that mean nothing are named, with what may stand there', async () => {
  writeFileSync(join(folder, 'settings.json'), '{ "comand": "ruby {stage}/server.rb" }')
  const { stderr } = await runToEnd(place, 'check', '1')
  expect(stderr).toContain('settings.json: the value of "comand" is wrong.')
  expect(stderr).toContain('Expected: the keys "command" and "language" only.')
})
