import { Option } from 'commander'
import { helpWords } from '../../words/help.ts'
import { type Declare, onlyWith } from './declare.ts'

const { explain: words, tap, options } = helpWords

export const explain: Declare = (program, { anywhere }) =>
  program
    .command('explain')
    .argument('[file...]', words.what)
    .description(words.about)
    .addOption(new Option('--request', words.request).conflicts('response'))
    .addOption(new Option('--response', words.response))
    .option('--list', words.list)
    .option('--entry <numbers>', words.entry)
    .option('--status <codes>', words.status)
    .option('--json', options.jsonLines)
    .option('--save <file>', words.save)
    .option('--overwrite', tap.overwrite)
    .option('--redact', words.redact)
    .hook('preAction', onlyWith('redact', ['save']))
    .hook('preAction', onlyWith('overwrite', ['save']))
    .addHelpText('after', words.examples)
    .action(anywhere(async () => (await import('../explain.ts')).explain))
