import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { grade: words, options } = helpWords

export const grade: Declare = (program, { anywhere }) =>
  program
    .command('grade')
    .argument('<folder>', words.folder)
    .description(words.about)
    .option('--csv <file>', words.csv)
    .option('--json', options.jsonLines)
    .option('--junit-dir <folder>', words.junitDir)
    .option('--xapi <file>', words.xapi)
    .option('--only <name...>', words.only)
    .option('--jobs <count>', words.jobs)
    .option('--timeout <seconds>', words.timeout)
    .option('--first-failure', words.firstFailure)
    .option('--fresh', words.fresh)
    .option('--allow-unprotected', words.allowUnprotected)
    .addHelpText('after', words.examples)
    .action(anywhere(async () => (await import('../grade.ts')).gradeFolder, { couldNotRun: 2 }))
