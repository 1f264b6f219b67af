import * as v from 'valibot'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { courseWords } from '../words/course.ts'
import type { Tell } from './mistakes.ts'

/** Where a piece of YAML is in a file. */
export interface Place {
  readonly file: string
  /** Line in the file, from 1, of the first line of the YAML. */
  readonly line: number
}

/** What was read, and where a value of it is in the file. */
export interface Read<T> {
  readonly value: T
  /** The line of the value at these keys, or of the nearest value around it. */
  lineOf(...keys: readonly (string | number)[]): number
}

/** Reads YAML that must fit the schema; undefined where it does not, and all that is wrong is told. */
export function readYaml<S extends v.GenericSchema>(
  source: string,
  schema: S,
  place: Place,
  tell: Tell,
): Read<v.InferOutput<S>> | undefined {
  const { mistakes } = courseWords
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines })
  const lineAt = (offset: number) => place.line + Math.max(lines.linePos(offset).line, 1) - 1
  const [broken] = document.errors
  if (broken !== undefined) {
    const said = broken.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? broken.code
    tell({ file: place.file, line: lineAt(broken.pos[0]), said: `${said}.`, ...mistakes.yaml })
    return undefined
  }
  const lineOf = (...keys: readonly unknown[]) => lineAt(offsetOf(document, keys))
  const result = v.safeParse(schema, document.toJS())
  if (result.success) return { value: result.output, lineOf }
  for (const issue of result.issues) {
    const keys = (issue.path ?? []).map(({ key }) => key)
    const name = keys.map(String).join('.')
    const wrong =
      issue.expected === 'never'
        ? mistakes.unknownKey(name, knownKeys(schema, keys))
        : issue.received === 'undefined'
          ? mistakes.missingKey(name)
          : mistakes.wrongValue(name, issue.received, issue.message)
    tell({ file: place.file, line: lineOf(...keys), ...wrong })
  }
  return undefined
}

/** The place of the value at `keys`, or of the nearest value around it. */
function offsetOf(document: ReturnType<typeof parseDocument>, keys: readonly unknown[]): number {
  for (let depth = keys.length; depth >= 0; depth--) {
    const node = document.getIn(keys.slice(0, depth), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

/** The keys that the object around the last of `keys` may have. */
function knownKeys(schema: unknown, keys: readonly unknown[]): string[] {
  let at = plainSchema(schema)
  for (const key of keys.slice(0, -1)) {
    if (typeof key === 'string') at = plainSchema(at.entries?.[key])
    else at = plainSchema(at.item)
  }
  return Object.keys(at.entries ?? {})
}

interface Described {
  readonly entries?: Readonly<Record<string, unknown>>
  readonly item?: unknown
}

/** What is inside `pipe` and `optional`. */
function plainSchema(schema: unknown): Described {
  if (typeof schema !== 'object' || schema === null) return {}
  if ('wrapped' in schema) return plainSchema(schema.wrapped)
  if ('pipe' in schema && Array.isArray(schema.pipe) && schema.pipe[0] !== schema)
    return plainSchema(schema.pipe[0])
  return schema
}
