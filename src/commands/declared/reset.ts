import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { reset: words } = helpWords

export const reset: Declare = (program, { inCourse }) =>
  program
    .command('reset')
    .argument('[stage]', words.stage)
    .description(words.about)
    .option('--all', words.all)
    .action(inCourse(async () => (await import('../reset.ts')).reset))
