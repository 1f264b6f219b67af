import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { inClass: words, options } = helpWords

export const inClass: Declare = (program, { inCourse }) =>
  program
    .command('class')
    .description(words.about)
    .option('--leave', words.leave)
    .option('--json', options.json)
    .action(inCourse(async () => (await import('../class.ts')).classCommand))
