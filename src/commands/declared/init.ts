import { errors } from '../../words/errors.ts'
import { helpWords } from '../../words/help.ts'
import type { InitOptions } from '../init.ts'
import type { Declare } from './declare.ts'

const { init: words, options } = helpWords

export const init: Declare = (program, { anywhere }) =>
  program
    .command('init')
    .argument('<folder>', words.folder)
    .description(words.about)
    .option('--stage <stage>', words.stage)
    .option('--class <address>', words.join)
    .option('-c, --code <code>', words.code)
    .option('--name <name>', words.name)
    .option('--json', options.json)
    .addHelpText('after', words.examples)
    .action((folder: string, given: InitOptions) => {
      if (program.opts<{ dir?: string }>().dir !== undefined) throw errors.initAndDir()
      return anywhere(async () => (await import('../init.ts')).init)(folder, given)
    })
