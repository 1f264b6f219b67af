import { helpWords } from '../../words/help.ts'
import { type Declare, onlyWith } from './declare.ts'

const { tap: words, options } = helpWords

export const tap: Declare = (program, { anywhere }) =>
  program
    .command('tap')
    .argument('[command...]', words.command)
    .description(words.about)
    .option('--to <host:port>', words.to)
    .option('--json', options.jsonLines)
    .option('--no-bodies', options.noBodies)
    .option('--max-body <bytes>', options.maxBody)
    .option('--save <file>', words.save)
    .option('--overwrite', words.overwrite)
    .option('--split', words.split)
    .option('--redact', options.redact)
    .hook('preAction', onlyWith('redact', ['json', 'save']))
    .hook('preAction', onlyWith('overwrite', ['save']))
    .addHelpText('after', words.examples)
    .action(anywhere(async () => (await import('../tap.ts')).tap))
