import { errors } from '../words/errors.ts'
import type { Code, CodeLabel } from './course.ts'
import { findRegion, regionNames } from './region.ts'
import type { Place } from './yaml.ts'

/** Reads a file named in a lesson; undefined where there is none. `name` is relative to the stage. */
export type ReadSource = (name: string) => string | undefined

const named = /^(\w+)\s+([^\s#]+)#(\S+)((?:\s+-\S+)*)$/

/**
 * A fence with code. `ts server.ts#listen` is filled from that region of that file, and its body
 * holds labels, one a line: a part of the code, ` -> `, and the words to hang under it. After the
 * name, ` -request` leaves the region `request` inside it out. Any other fence holds the code itself; labels follow after a line of `--`.
 */
export function readCode(info: string, body: string, place: Place, read: ReadSource): Code {
  const match = named.exec(info)
  const [language = 'text', file, region, leftOut = ''] =
    match === null ? [info || 'text'] : match.slice(1)
  if (file === undefined || region === undefined) {
    const [code = '', labels] = body.split(/^--\n/m)
    const lines = code.replace(/\n$/, '').split('\n')
    const at = { ...place, line: place.line + lines.length + 1 }
    return {
      type: 'code',
      language,
      origin: undefined,
      lines,
      labels: readLabels(labels ?? '', lines, at),
    }
  }
  const source = read(file)
  if (source === undefined)
    throw errors.lesson(
      place.file,
      place.line - 1,
      `there is no file ${file} beside the lesson.`,
      'Name a file of this stage, or one above it with ../',
    )
  const found = findRegion(source, region, leftOut.split(/\s+-/).slice(1))
  if (found === undefined)
    throw errors.lesson(
      place.file,
      place.line - 1,
      `${file} has no region "${region}".`,
      `Its regions are: ${regionNames(source).join(', ') || 'none'}.`,
    )
  return {
    type: 'code',
    language,
    origin: { file: file.replace(/^.*\//, ''), numbers: found.numbers },
    lines: found.lines,
    labels: readLabels(body, found.lines, place),
  }
}

function readLabels(body: string, lines: readonly string[], place: Place): CodeLabel[] {
  return body.split('\n').flatMap((text, i): CodeLabel[] => {
    if (text.trim() === '') return []
    const at = text.indexOf(' -> ')
    const part = text.slice(0, at).trim()
    const line = lines.findIndex((code) => part !== '' && code.includes(part))
    if (at < 0 || line < 0)
      throw errors.lesson(
        place.file,
        place.line + i,
        at < 0 ? 'a label has no " -> ".' : `the code has no "${part}".`,
        'Write a part of the code, then " -> ", then the words to hang under it.',
      )
    const start = lines[line]?.indexOf(part) ?? 0
    return [{ line, start, end: start + part.length, words: text.slice(at + 4).trim() }]
  })
}
