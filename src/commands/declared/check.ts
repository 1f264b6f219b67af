import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { check: words, options } = helpWords

export const check: Declare = (program, { inCourse }) =>
  program
    .command('check')
    .argument('[stage]', words.stage)
    .description(words.about)
    .option('--all', words.all)
    .option('--json', options.jsonLines)
    .option('--junit <file>', words.junit)
    .action(inCourse(async () => (await import('../check.ts')).check, 2))
