import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { doctor: words, options } = helpWords

export const doctor: Declare = (program, { anywhere }) =>
  program
    .command('doctor')
    .description(words.about)
    .option('--json', options.json)
    .action(anywhere(async () => (await import('../doctor.ts')).doctor, { nodes: 'any' }))
