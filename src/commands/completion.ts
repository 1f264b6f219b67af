import type { Command } from 'commander'
import type { Context } from '../app/context.ts'
import { bashScript } from '../completion/bash.ts'
import { fishScript } from '../completion/fish.ts'
import { levelsOf } from '../completion/levels.ts'
import { powershellScript } from '../completion/powershell.ts'
import { zshScript } from '../completion/zsh.ts'

const scripts = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
} as const

export type Shell = keyof typeof scripts

/** `completion SHELL`: a script that has Tab complete commands, options and stages. */
export function completion({ course }: Context, shell: Shell, program: Command): number {
  const stages = course.stages.flatMap(({ number, name, title }) =>
    [String(number), name].map((word) => ({ word, means: title })),
  )
  process.stdout.write(scripts[shell](program.name(), levelsOf(program, stages)))
  return 0
}
