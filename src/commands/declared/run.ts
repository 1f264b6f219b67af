import { helpWords } from '../../words/help.ts'
import { type Declare, onlyWith } from './declare.ts'

const { run: words, options } = helpWords

export const run: Declare = (program, { inCourse }) =>
  program
    .command('run')
    .argument('<stage>', words.stage)
    .description(words.about)
    .option('--json', options.jsonLines)
    .option('--no-bodies', options.noBodies)
    .option('--max-body <bytes>', options.maxBody)
    .option('--redact', words.redact)
    .hook('preAction', onlyWith('redact', ['json']))
    .action(inCourse(async () => (await import('../run.ts')).run))
