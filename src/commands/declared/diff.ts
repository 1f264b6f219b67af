import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { diff: words } = helpWords

export const diff: Declare = (program, { inCourse }) =>
  program
    .command('diff')
    .argument('[stage]', words.stage)
    .description(words.about)
    .action(inCourse(async () => (await import('../diff.ts')).diff))
