import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { status: words, options } = helpWords

export const status: Declare = (program, { inCourse }) =>
  program
    .command('status')
    .argument('[stage]', words.stage)
    .description(words.about)
    .option('--json', options.json)
    .action(inCourse(async () => (await import('../status.ts')).status))
