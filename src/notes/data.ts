import type { Role } from '../http/message.ts'
import { registries, sentence } from '../words/registry.ts'
import type { FieldData, MethodData, StatusData } from './schema.ts'

const fields = new Map(Object.entries(registries.headers as Record<string, FieldData>))
const statuses = new Map(Object.entries(registries.statuses as Record<string, StatusData>))
const methods = new Map(Object.entries(registries.methods as Record<string, MethodData>))

/** What is said about a status code or a method. */
export interface Entry {
  /** A clause to hang under the bytes as a label: lower case, no full stop. */
  readonly beginner: string
  /** One sentence for those who want to know more. */
  readonly curious: string
  /** Where the standard says so. */
  readonly spec: string
}

/** What is said about a status. */
export interface StatusNote extends Entry {
  /** The reason phrase that usually stands beside the code. */
  readonly reason: string
}

/** What is said about a field with a certain value. */
export interface FieldNote extends Entry {
  /** The field's name as it is usually written. */
  readonly name: string
  /** Which browsers send or follow it, and since when. */
  readonly since?: string
}

/** Every name that something is said about. */
export const knownNames = {
  headers: Array.from(fields.values(), ({ name }) => name),
  methods: [...methods.keys()],
}

/** All that is known of a header, whatever its value. */
export const fieldData = (name: string): FieldData | undefined => fields.get(name.toLowerCase())

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
 * A few values mean one thing in a request and another in a response: `sent` and `status` say
 * which this is.
 */
export function fieldNote(
  name: string,
  value: string,
  sent?: Role,
  status?: number,
): FieldNote | undefined {
  const field = fields.get(name.toLowerCase())
  if (!field) return undefined
  const read = value.slice(0, longestValue).trim()
  const chosen = field.values?.find(
    (one) =>
      (!one.sent || !sent || one.sent === sent) &&
      (!one.status || one.status === status) &&
      fits(one.match, read),
  )
  return {
    name: field.name,
    beginner: sentence(chosen?.beginner ?? field.beginner),
    curious: sentence(field.curious),
    ...(field.since ? { since: field.since } : {}),
    spec: field.spec,
  }
}

/** The note for a status code, if it is a registered one. */
export function statusNote(code: number): StatusNote | undefined {
  const known = statuses.get(String(code))
  return known && { ...known, ...worded(known) }
}

/** The note for a method; methods are told apart by case, so `get` has none. */
export function methodNote(method: string): Entry | undefined {
  const known = methods.get(method)
  return known && { ...known, ...worded(known) }
}

const worded = ({ beginner, curious }: Entry) => ({
  beginner: sentence(beginner),
  curious: sentence(curious),
})

/** The names of all headers that have a note, as they are usually written. */
export const headerNames: readonly string[] = [...fields.values()].map(({ name }) => name)

/** Methods of IANA's register that have no note of their own, by what registered them (RFC 9110, section 16.1.1). */
const otherMethods: readonly (readonly [string, string])[] = [
  ['RFC 3744', 'ACL'],
  [
    'RFC 3253',
    'BASELINE-CONTROL CHECKIN CHECKOUT LABEL MERGE MKACTIVITY MKWORKSPACE REPORT UNCHECKOUT UPDATE VERSION-CONTROL',
  ],
  ['RFC 5842', 'BIND REBIND UNBIND'],
  ['RFC 4918', 'COPY LOCK MKCOL MOVE PROPFIND PROPPATCH UNLOCK'],
  ['RFC 2068', 'LINK UNLINK'],
  ['RFC 4791', 'MKCALENDAR'],
  ['RFC 4437', 'MKREDIRECTREF UPDATEREDIRECTREF'],
  ['RFC 3648', 'ORDERPATCH'],
  ['RFC 9113', 'PRI'],
  ['RFC 5323', 'SEARCH'],
]
const registeredMethods = new Map(
  otherMethods.flatMap(([source, names]) =>
    names.split(' ').map((name) => [name, source] as const),
  ),
)

/** The standard that registered a method which has no note of its own. */
export const registeredMethod = (method: string): string | undefined =>
  registeredMethods.get(method)
