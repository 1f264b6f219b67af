import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { handIn: words, options } = helpWords

export const handIn: Declare = (program, { inCourse }) =>
  program
    .command('hand-in')
    .argument('[file]', words.file)
    .description(words.about)
    .option('--overwrite', words.overwrite)
    .option('--json', options.json)
    .action(inCourse(async () => (await import('../hand-in.ts')).handIn))
