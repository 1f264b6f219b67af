import { courseWords } from '../words/course.ts'
import type { Code, CodeLabel } from './course.ts'
import type { Language } from './language.ts'
import type { Tell } from './mistakes.ts'
import { findRegion, regionNames } from './region.ts'
import type { Place } from './yaml.ts'

const { mistakes } = courseWords

/** A program beside a lesson, in a language. */
export interface Source {
  /** As the learner names it: `server.js`. */
  readonly file: string
  /** Undefined where there is no such file, or none that can be read. */
  readonly text: string | undefined
}

/** Finds the program whose path, seen from the lesson, is `name` and an ending: `../http-server`. */
export type FindSource = (name: string) => Source

const named = /^([^\s#]+)#(\S+)((?:\s+-\S+)*)$/

/**
 * A fence that shows a part of a program. `server#listen` is the region `listen` of `server.py`,
 * `server.js` or `server.ts`; ` -request` leaves the region `request` inside it out. The body holds labels,
 * one a line: a part of the code, ` -> `, and the words to hang under it.
 */
export function readCode(
  info: string,
  body: string,
  place: Place,
  language: Language,
  { find, tell }: { readonly find: FindSource; readonly tell: Tell },
): Code | undefined {
  const at = { file: place.file, line: place.line - 1 }
  const match = named.exec(info)
  if (match === null) {
    tell({ ...at, ...mistakes.codeName(info) })
    return undefined
  }
  const [, name = '', region = '', leftOut = ''] = match
  const { file, text } = find(name)
  if (text === undefined) {
    tell({ ...at, ...mistakes.noFile(file) })
    return undefined
  }
  const found = findRegion(text, region, leftOut.split(/\s+-/).slice(1))
  if (found === undefined) {
    tell({ ...at, ...mistakes.noRegion(file, region, regionNames(text)) })
    return undefined
  }
  const { lines, numbers } = found
  return {
    type: 'code',
    language,
    origin: { file, numbers },
    lines,
    labels: readLabels(body, lines, place, file, tell),
  }
}

/** A fence that holds the code itself; labels follow after a line of `--`. */
export function readLiteral(language: string, body: string, place: Place, tell: Tell): Code {
  const [code = '', labels] = body.split(/^--\n/m)
  const lines = code.replace(/\n$/, '').split('\n')
  const at = { ...place, line: place.line + lines.length + 1 }
  return {
    type: 'code',
    language,
    origin: undefined,
    lines,
    labels: readLabels(labels ?? '', lines, at, 'the code', tell),
  }
}

function readLabels(
  body: string,
  lines: readonly string[],
  place: Place,
  file: string,
  tell: Tell,
): CodeLabel[] {
  return body.split('\n').flatMap((text, i): CodeLabel[] => {
    if (text.trim() === '') return []
    const where = { file: place.file, line: place.line + i }
    const at = text.indexOf(' -> ')
    if (at < 0) {
      tell({ ...where, ...mistakes.noArrow })
      return []
    }
    const part = text.slice(0, at).trim()
    const line = lines.findIndex((code) => part !== '' && code.includes(part))
    const start = lines[line]?.indexOf(part)
    if (start === undefined) {
      tell({ ...where, ...mistakes.notInCode(part, file) })
      return []
    }
    return [{ line, start, end: start + part.length, words: text.slice(at + 4).trim() }]
  })
}
