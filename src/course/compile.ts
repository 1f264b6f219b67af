import { writeFileSync } from 'node:fs'
import { CourseError } from '../words/errors.ts'
import { loadCourse } from './load.ts'
import { storedText } from './stored.ts'

/**
 * Run by the build: reads and checks lessons/ and writes what came of it, so that the
 * course begins without reading Markdown and YAML. Arguments: lessons/, the file to write.
 */
const [lessons = '', target = ''] = process.argv.slice(2)
try {
  writeFileSync(target, storedText(loadCourse(lessons).stages))
} catch (error) {
  if (!(error instanceof CourseError)) throw error
  process.stderr.write(`${error.message}\n${error.next}\n`)
  process.exitCode = 1
}
