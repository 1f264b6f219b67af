import { Argument } from 'commander'
import { helpWords } from '../../words/help.ts'
import type { Shell } from '../completion.ts'
import type { Declare } from './declare.ts'

const { completion: words } = helpWords

export const completion: Declare = (program, { inCourse }) =>
  program
    .command('completion')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish', 'powershell']))
    .description(words.about)
    .addHelpText('after', words.examples)
    .action((shell: Shell) =>
      inCourse(async () => (await import('../completion.ts')).completion)(shell, program),
    )
