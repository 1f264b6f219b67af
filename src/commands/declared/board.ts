import { helpWords } from '../../words/help.ts'
import type { BoardOptions } from '../board.ts'
import type { Declare } from './declare.ts'

const { board: words, options } = helpWords

export const board: Declare = (program, { anywhere }) =>
  program
    .command('board')
    .description(words.about)
    .option('--journal <file>', words.journal)
    .option('--folder <folder>', words.folder)
    .option('--wall', words.wall)
    .option('--stuck <minutes>', words.stuck)
    .option('--json', options.json)
    .action((given: BoardOptions) =>
      anywhere(async () => (await import('../board.ts')).board)({
        ...given,
        host: program.opts<{ host?: string }>().host,
      }),
    )
