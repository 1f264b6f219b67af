import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { language: words } = helpWords

export const language: Declare = (program, { inCourse }) =>
  program
    .command('language')
    .argument('[name]', words.language)
    .description(words.about)
    .action(inCourse(async () => (await import('../language.ts')).language))
