import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CourseError } from '../words/errors.ts'
import { languageNames } from './language.ts'
import { loadStages } from './load.ts'
import { courseFile } from './read.ts'

/**
 * Run by the build: reads and checks lessons/ and writes what came of it, so that the
 * course begins without reading Markdown and YAML. Arguments: lessons/, the folder to write into.
 */
const [lessons = '', target = ''] = process.argv.slice(2)
try {
  const stages = loadStages(lessons)
  mkdirSync(target, { recursive: true })
  for (const language of languageNames)
    writeFileSync(join(target, courseFile(language)), JSON.stringify(stages[language]))
} catch (error) {
  if (!(error instanceof CourseError)) throw error
  process.stderr.write(`${error.message}\n${error.next}\n`)
  process.exitCode = 1
}
