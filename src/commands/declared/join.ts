import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { join: words } = helpWords

export const join: Declare = (program, { inCourse }) =>
  program
    .command('join')
    .argument('<address>', words.address)
    .description(words.about)
    .requiredOption('-c, --code <code>', words.code)
    .option('--name <name>', words.name)
    .action(inCourse(async () => (await import('../join.ts')).joinClass))
