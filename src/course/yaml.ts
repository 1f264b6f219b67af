import * as v from 'valibot'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { errors } from '../words/errors.ts'

/** Where a piece of YAML stands in a file. */
export interface Place {
  readonly file: string
  /** Line in the file, from 1, of the first line of the YAML. */
  readonly line: number
}

/** Reads YAML that must fit the schema. Errors name file, line and what was expected. */
export function readYaml<S extends v.GenericSchema>(
  source: string,
  schema: S,
  place: Place,
): v.InferOutput<S> {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines })
  const lineOf = (offset: number) => place.line + Math.max(lines.linePos(offset).line, 1) - 1
  const mistake = document.errors[0]
  if (mistake !== undefined) {
    const said = mistake.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? mistake.code
    throw errors.lesson(place.file, lineOf(mistake.pos[0]), `${said}.`, 'Write it as YAML.')
  }
  const result = v.safeParse(schema, document.toJS())
  if (result.success) return result.output
  const issue = result.issues[0]
  const keys = (issue.path ?? []).map(({ key }) => key)
  const name = keys.map(String).join('.')
  throw errors.lesson(
    place.file,
    lineOf(offsetOf(document, keys)),
    issue.received === 'undefined'
      ? `\`${name}\` is missing.`
      : issue.expected === 'never'
        ? `\`${name}\` is not known here.`
        : `${name === '' ? 'This' : `\`${name}\``} is ${issue.received}.`,
    issue.expected === 'never'
      ? 'Remove it, or mend its spelling.'
      : issue.received === 'undefined'
        ? 'Add it.'
        : `Expected: ${issue.message}.`,
  )
}

/** The place of the value at `keys`, or of the nearest value around it. */
function offsetOf(document: ReturnType<typeof parseDocument>, keys: readonly unknown[]): number {
  for (let depth = keys.length; depth >= 0; depth--) {
    const node = document.getIn(keys.slice(0, depth), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}
