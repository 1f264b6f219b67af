// A class that is prepared by script, and machines on which little may be written.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mistakesIn } from '../json/schema.ts'
import { cli, makePlace, type TestPlace } from './place.ts'
import { hasTmux, openTestTerminal } from './terminal.ts'

let place: TestPlace
beforeEach(() => {
  place = makePlace()
})
afterEach(() => place.remove())

const at = (path: string) => join(place.cwd, path)
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: place.cwd,
    env: { ...process.env, ...place.env, ...env },
    encoding: 'utf8',
  })
  return { code: status, stdout, stderr }
}
const solution = (stage: string) =>
  readFileSync(join(import.meta.dirname, '../../lessons', stage, 'server.py'), 'utf8')

describe('init', () => {
  test('makes a folder that opens with its stage, in its language, where no Python is', () => {
    const { code, stdout, stderr } = run(
      ['init', 'kim', '--lang', 'py', '--stage', 'html-string'],
      {
        PATH: '',
      },
    )
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('It opens with stage 2, "HTML string".')
    expect(stdout).toContain('The servers are written in Python.')
    expect(stdout).toMatch(/^ {3}2-html-string\/server\.py$/m)
    expect(readdirSync(at('kim')).sort()).toEqual([
      '2-html-string',
      'README.md',
      'progress.json',
      'settings.json',
      'site',
    ])
    expect(run(['list', '--dir', 'kim']).stdout).toContain('0 of 6 stages done')
    expect(run(['language', '--dir', 'kim']).stdout).toContain('Python')
  })

  test.skipIf(!hasTmux)(
    'the course asks nothing there, and its list stands at that stage',
    async () => {
      run(['init', 'kim', '--lang', 'js', '--stage', '2'])
      const terminal = openTestTerminal({ cwd: at('kim'), env: place.env })
      try {
        await terminal.type(`node ${cli}`)
        await terminal.press('Enter')
        await terminal.sees('↵ choose')
        await terminal.press('Enter')
        await terminal.sees(/Stage 2 of 6/)
      } finally {
        terminal.close()
      }
    },
  )

  test('without a language there is no server yet; --json says what was made', () => {
    const { code, stdout } = run(['init', 'lee', '--json'])
    expect(code).toBe(0)
    const made = JSON.parse(stdout)
    expect(mistakesIn(made, 'init')).toEqual([])
    expect(made).toMatchObject({ folder: at('lee'), stage: 1, name: 'raw-socket' })
    expect(made.files).toContain('site/html1.html')
    expect(made.files.filter((file: string) => /server|settings/.test(file))).toEqual([])
  })

  test.each([
    ['other', 'kim has other files in it.', 2],
    ['ours', 'kim has servers of the course in it already. Nothing was changed.', 1],
  ])('a folder with something in it is left as it is: %s', (kind, said, code) => {
    mkdirSync(at('kim'))
    writeFileSync(at(kind === 'ours' ? 'kim/progress.json' : 'kim/photo.jpg'), '{}')
    const ended = run(['init', 'kim', '--lang', 'js'])
    expect(ended).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(said) })
    expect(readdirSync(at('kim'))).toHaveLength(1)
  })

  test('what is not understood makes nothing', () => {
    expect(run(['init', 'kim', '--stage', '9'])).toMatchObject({ code: 2, stdout: '' })
    expect(run(['init', 'kim', '--dir', 'lee'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('init takes the folder without --dir.'),
    })
    expect(readdirSync(place.cwd)).toEqual([])
  })

  test.skipIf(process.platform === 'win32')(
    'where a file can’t be written, nothing is left',
    () => {
      const { status, stderr } = spawnSync(
        'sh',
        ['-c', `trap '' XFSZ; ulimit -f 0; exec "$0" "$@"`, process.execPath, cli, 'init', 'a/b'],
        { cwd: place.cwd, env: { ...process.env, ...place.env }, encoding: 'utf8' },
      )
      expect(status).toBe(1)
      expect(stderr).toMatch(/^Could not write .*a\/b/)
      expect(existsSync(at('a'))).toBe(false)
    },
  )
})

describe.skipIf(process.platform === 'win32')('where little may be written', () => {
  test('a program folder that may only be read: all that is brought can be changed', () => {
    const root = at('installed')
    for (const name of ['dist', 'lessons', 'fixtures', 'package.json'])
      cpSync(join(cli, '../..', name), join(root, name), { recursive: true })
    const entries = readdirSync(root, { recursive: true, withFileTypes: true })
    const paths = entries.map((entry) => join(entry.parentPath, entry.name)).reverse()
    for (const path of paths) chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444)
    const { status } = spawnSync(
      process.execPath,
      [join(root, 'dist/cli.cjs'), 'init', 'kim', '--lang', 'py'],
      { cwd: place.cwd, env: { ...process.env, ...place.env } },
    )
    expect(status).toBe(0)
    for (const entry of readdirSync(at('kim'), { recursive: true, encoding: 'utf8' }))
      expect([entry, statSync(join(at('kim'), entry)).mode & 0o200]).toEqual([entry, 0o200])
    for (const path of paths) if (statSync(path).isDirectory()) chmodSync(path, 0o755)
  })

  test('a home that may not be written: nothing is remembered, LEARN_WEBSERVER_DIR names the folder', () => {
    const home = at('home')
    writeFileSync(home, 'no folder can be made here')
    const env = {
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      LEARN_WEBSERVER_DIR: at('kim'),
    }
    expect(run(['init', 'kim', '--lang', 'py'], env).code).toBe(0)
    writeFileSync(at('kim/1-raw-socket/server.py'), solution('1-raw-socket'))
    expect(run(['language'], env)).toMatchObject({ code: 0, stderr: '' })
    expect(run(['check', '1', '--dir', 'lee'], env).stderr).toMatch(/no servers .* in .*lee/)
    const named = run(['list'], env)
    expect(named.stdout).toContain('kim')
    expect(run(['list'], { ...env, LEARN_WEBSERVER_DIR: '' }).stdout).toContain('no folder yet')
  })
})

describe.skipIf(!hasTmux)('one account for many', () => {
  const whose = 'Is that your folder?'

  test('started where nothing is, the course asks once whether the folder used last is theirs', async () => {
    for (const name of ['kim', 'lee', 'park']) mkdirSync(at(name))
    run(['init', 'kim/web', '--lang', 'js'])
    const config = join(place.env['XDG_CONFIG_HOME'] ?? '', 'learn-webserver')
    mkdirSync(config, { recursive: true })
    writeFileSync(join(config, 'folder.txt'), at('kim/web'))
    const terminal = openTestTerminal({ cwd: at('lee'), env: place.env })
    try {
      const start = async (folder: string) => {
        await terminal.type(`clear; cd ${at(folder)}; node ${cli}`)
        await terminal.press('Enter')
      }
      await start('lee')
      await terminal.sees(whose)
      await terminal.sees('kim/web')
      await terminal.press('Enter')
      await terminal.sees('↵ choose')
      await terminal.press('q')
      await terminal.sees('Your place is kept.')
      // The same person starts there again.
      await start('lee')
      await terminal.sees('↵ choose')
      expect(await terminal.screen()).not.toContain(whose)
      await terminal.press('q')
      await terminal.sees('Your place is kept.')
      // Somebody else begins.
      await start('park')
      await terminal.sees(whose)
      await terminal.press('Down')
      await terminal.press('Enter')
      await terminal.sees('Where should your servers be saved?')
      await terminal.press('Enter')
      await terminal.sees('Which language do you want to write in?')
      await terminal.press('Enter')
      await terminal.sees(/Stage 1 of 6/)
      expect(readdirSync(at('park/my-webserver'))).toContain('1-raw-socket')
    } finally {
      terminal.close()
    }
  })
})
