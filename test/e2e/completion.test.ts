import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isThere } from '../required.ts'
import { makePlace, type TestPlace } from './place.ts'
import { runToEnd } from './run.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

const has = (shell: string) => isThere(shell, spawnSync(shell, ['-c', 'exit 0']).status === 0)

let place: TestPlace
beforeEach(() => {
  place = makePlace()
})
afterEach(() => place.remove())

async function writeScript(shell: string): Promise<string> {
  const { code, stdout } = await runToEnd(place, 'completion', shell)
  expect(code).toBe(0)
  const file = join(place.cwd, `completion.${shell}`)
  writeFileSync(file, stdout)
  return file
}

/** What is typed, and the words that are offered for its end. */
const table: [typed: string, offered: string[]][] = [
  ['learn-webserver expl', ['explain']],
  ['learn-webserver run html-', ['html-file', 'html-string']],
  ['learn-webserver --port 9100 run raw', ['raw-socket']],
  ['learn-webserver --dir run che', ['check']],
  ['learn-webserver run --js', ['--json']],
  ['learn-webserver check --ju', ['--junit']],
  ['learn-webserver check 1 --pla', ['--plain']],
  ['learn-webserver completion fi', ['fish']],
]

describe.skipIf(!has('bash'))('bash', () => {
  const complete = (script: string, typed: string) => {
    const words = typed.split(' ').map((word) => `'${word}'`)
    const code = `source '${script}'; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}
      _learn_webserver; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout, stderr } = spawnSync('bash', ['-c', code], {
      cwd: place.cwd,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    return stdout.split('\n').filter(Boolean).sort()
  }

  test.each(table)('%s', async (typed, offered) => {
    expect(complete(await writeScript('bash'), typed)).toEqual(offered)
  })

  test('every command that the help names, and every stage', async () => {
    const { stdout } = await runToEnd(place, '--help')
    const commands = stdout.split('Commands:\n')[1]?.split('\n\n')[0] ?? ''
    const names = Array.from(commands.matchAll(/^ {2}([a-z]\S*)/gm), ([, name]) => name)
    expect(names).toContain('run')
    const offered = complete(await writeScript('bash'), 'learn-webserver ')
    expect(offered).toEqual(expect.arrayContaining([...names, '1', '6', 'raw-socket', 'form']))
  })

  test('--dir is followed by folders', async () => {
    mkdirSync(join(place.cwd, 'servers'))
    writeFileSync(join(place.cwd, 'server.js'), '')
    expect(complete(await writeScript('bash'), 'learn-webserver --dir serv')).toEqual(['servers'])
  })
})

describe.skipIf(!has('fish'))('fish', () => {
  test.each(table)('%s', async (typed, offered) => {
    const script = await writeScript('fish')
    const { stdout, stderr } = spawnSync(
      'fish',
      ['--no-config', '-c', `source '${script}'; complete -C '${typed}'`],
      { cwd: place.cwd, encoding: 'utf8', env: { ...process.env, ...place.env } },
    )
    expect(stderr).toBe('')
    const words = stdout.split('\n').filter(Boolean)
    expect(words.map((line) => line.split('\t')[0]).sort()).toEqual(offered)
  })
})

describe.skipIf(!hasTmux)('the Tab key', () => {
  let terminal: TestTerminal
  beforeEach(() => {
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env })
  })
  afterEach(() => terminal.close())

  const line = async (text: string) => {
    await terminal.type(text)
    await terminal.press('Enter')
  }
  const tabbed = async (typed: string, completed: string) => {
    await terminal.type(typed)
    await terminal.press('Tab')
    await terminal.sees(completed)
    await terminal.press('C-u')
  }

  test.skipIf(!has('bash'))('bash', async () => {
    const script = await writeScript('bash')
    await line('exec bash --norc')
    await line(`PS1='bash> '; source ${script}`)
    await terminal.sees(/^bash>$/m)
    await tabbed('learn-webserver expl', 'learn-webserver explain')
    await tabbed('learn-webserver run raw', 'learn-webserver run raw-socket')
    await tabbed('learn-webserver explain completion.b', 'learn-webserver explain completion.bash')
  })

  test.skipIf(!has('zsh'))('zsh', async () => {
    const script = await writeScript('zsh')
    await line('exec zsh -f')
    await line(`PS1='zsh> '; autoload -U compinit; compinit -u; eval "$(cat ${script})"`)
    await terminal.sees(/^zsh>$/m)
    for (const [typed, [offered, ...others]] of table)
      if (others.length === 0) await tabbed(typed, `${typed.replace(/\S+$/, '')}${offered}`)
    await tabbed('learn-webserver explain completion.z', 'learn-webserver explain completion.zsh')
    await terminal.type('learn-webserver ru')
    await terminal.press('Tab')
    await terminal.type('html-')
    await terminal.press('Tab')
    await terminal.sees(/html-file +-- HTML file/)
  })
})

test('a shell that is not known is named with those that are', async () => {
  const { code, stderr } = await runToEnd(place, 'completion', 'tcsh')
  expect(stderr).toContain('Allowed choices are bash, zsh, fish, powershell.')
  expect(code).toBe(2)
})
