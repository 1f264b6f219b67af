import { helpWords } from '../../words/help.ts'
import type { Declare } from './declare.ts'

const { author: words, run } = helpWords

export const author: Declare = (program, { inCourse }) => {
  const parent = program.command('author', { hidden: true })
  parent
    .command('preview')
    .argument('<screen>', words.preview.screen)
    .description(words.preview.about)
    .option('--columns <number>', words.preview.columns, Number)
    .action(inCourse(async () => (await import('../author-preview.ts')).authorPreview))
  parent
    .command('new')
    .argument('<name>', words.fresh.named)
    .description(words.fresh.about)
    .action(inCourse(async () => (await import('../author-new.ts')).authorNew))
  parent
    .command('readme')
    .description(words.readme.about)
    .action(inCourse(async () => (await import('../author-readme.ts')).authorReadme))
  parent
    .command('check')
    .argument('[stage]', run.stage)
    .description(words.check.about)
    .action(inCourse(async () => (await import('../author-check.ts')).authorCheck))
}
