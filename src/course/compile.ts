import { writeFileSync } from 'node:fs'
import { CourseError } from '../errors.ts'
import { loadCourse } from './load.ts'

/**
 * Run by the build: reads and checks lessons/ and writes what came of it as JSON, so that the
 * course begins without reading Markdown and YAML. Arguments: lessons/, the file to write.
 */
const [lessons = '', target = ''] = process.argv.slice(2)
try {
  writeFileSync(target, asciiOf(JSON.stringify(loadCourse(lessons).stages)))
} catch (error) {
  if (!(error instanceof CourseError)) throw error
  process.stderr.write(`${error.message}\n${error.next}\n`)
  process.exitCode = 1
}

/** The same JSON in ASCII, which is read sooner: a byte of it is a character. */
function asciiOf(json: string): string {
  return json.replace(
    /[^\0-~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
