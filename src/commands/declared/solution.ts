import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { solution: words } = helpWords

export const solution: Declare = (program, { inCourse }) =>
  program
    .command('solution')
    .argument('[stage]', words.stage)
    .description(words.about)
    .option('--yes', words.yes)
    .action(inCourse(async () => (await import('../solution.ts')).solution))
