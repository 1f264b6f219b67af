import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { list: words, options } = helpWords

export const list: Declare = (program, { inCourse }) =>
  program
    .command('list')
    .description(words.about)
    .option('--json', options.json)
    .action(inCourse(async () => (await import('../list.ts')).list))
