import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { hint: words } = helpWords

export const hint: Declare = (program, { inCourse }) =>
  program
    .command('hint')
    .argument('[stage]', words.stage)
    .description(words.about)
    .action(inCourse(async () => (await import('../hint.ts')).hint))
