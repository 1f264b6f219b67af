import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { watch: words } = helpWords

export const watch: Declare = (program, { inCourse }) =>
  program
    .command('watch')
    .argument('[stage]', words.stage)
    .description(words.about)
    .action(inCourse(async () => (await import('../watch.ts')).watch))
