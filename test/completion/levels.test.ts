import { Argument, Command } from 'commander'
import { expect, test } from 'vitest'
import { bashScript } from '../../src/completion/bash.ts'
import { fishScript } from '../../src/completion/fish.ts'
import { levelsOf } from '../../src/completion/levels.ts'
import { powershellScript } from '../../src/completion/powershell.ts'
import { zshScript } from '../../src/completion/zsh.ts'

const stages = [{ word: '1', means: 'Raw socket' }]

function makeProgram() {
  const program = new Command('learn').version('1', '--version').argument('[stage]')
  program.helpCommand(false)
  program.option('--dir <folder>', "the learner's folder")
  program.command('run').argument('<stage>').option('--json', 'as JSON')
  program.command('hidden', { hidden: true }).command('below')
  return program
}

test('levels: what is inherited, what is hidden, and what an argument takes', () => {
  const [root, run, ...others] = levelsOf(makeProgram(), stages)
  expect(others).toEqual([])
  expect(root?.commands.map(({ word }) => word)).toEqual(['run'])
  expect(root?.argument).toEqual({ type: 'words', words: stages })
  expect(run?.options.map(({ word }) => word)).toEqual(['--json', '--help', '--dir'])
  expect(run?.options.find(({ word }) => word === '--dir')?.value).toEqual({ type: 'folders' })
})

test.each([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
  ['powershell', powershellScript],
] as const)(
  '%s: a command that is added later comes by itself, with what is below it',
  (_shell, script) => {
    const program = makeProgram()
    expect(script('learn', levelsOf(program, stages))).not.toContain('later')
    program
      .command('later')
      .command('below')
      .addArgument(new Argument('<kind>').choices(['this', 'that']))
      .option('--save <file>', "the learner's")
    const text = script('learn', levelsOf(program, stages))
    for (const word of ['later', 'below', 'this', 'that', 'save']) expect(text).toContain(word)
    expect(text).not.toContain('hidden')
  },
)
