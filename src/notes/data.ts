import type { Role } from '../http/message.ts'
import fieldsJson from './data/fields.json' with { type: 'json' }
import methodsJson from './data/methods.json' with { type: 'json' }
import statusesJson from './data/statuses.json' with { type: 'json' }
import type { FieldData, MethodData, StatusData } from './schema.ts'

const fields = new Map(Object.entries(fieldsJson as Record<string, FieldData>))
const statuses = new Map(Object.entries(statusesJson as Record<string, StatusData>))
const methods = new Map(Object.entries(methodsJson as Record<string, MethodData>))

/** What is said about a status or a method. */
export interface Note {
  /** A clause to hang under the bytes as a label: lower case, no full stop. */
  readonly beginner: string
  /** One sentence for those who want to know more. */
  readonly curious: string
  /** Where the standard says so. */
  readonly spec: string
}

/** What is said about a status. */
export interface StatusNote extends Note {
  /** The reason phrase that usually stands beside the code. */
  readonly reason: string
}

/** What is said about a field with a certain value. */
export interface FieldNote extends Note {
  /** The field's name as it is usually written. */
  readonly name: string
  /** Which browsers send or heed it, and since when. */
  readonly since?: string
}

/** As much of a value as the patterns look at, so that a huge one costs no more than a long one. */
const longestValue = 1024

const patterns = new Map<string, RegExp>()

function fits(match: string, value: string): boolean {
  const known = patterns.get(match)
  const pattern = known ?? new RegExp(match, 'i')
  if (!known) patterns.set(match, pattern)
  return pattern.test(value)
}

/**
 * The note for a field, its sentence chosen by the value; nothing for a field nobody knows.
 * A few values mean one thing in a request and another in a response: `sent` says which this is.
 */
export function fieldNote(name: string, value: string, sent?: Role): FieldNote | undefined {
  const field = fields.get(name.toLowerCase())
  if (!field) return undefined
  const read = value.slice(0, longestValue).trim()
  const chosen = field.values?.find(
    (one) => (!one.sent || !sent || one.sent === sent) && fits(one.match, read),
  )
  return {
    name: field.name,
    beginner: chosen?.beginner ?? field.beginner,
    curious: field.curious,
    ...(field.since ? { since: field.since } : {}),
    spec: field.spec,
  }
}

/** The note for a status code, if it is a registered one. */
export function statusNote(code: number): StatusNote | undefined {
  return statuses.get(String(code))
}

/** The note for a method; methods are told apart by case, so `get` has none. */
export function methodNote(method: string): Note | undefined {
  return methods.get(method)
}
