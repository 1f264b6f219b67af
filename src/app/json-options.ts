import type { JsonServer } from '../json/server-json.ts'
import { errors } from '../words/errors.ts'

/** What `run` and `tap` may be told about their JSON. */
export interface JsonOptions {
  readonly json?: boolean
  /** False: bodies are left out. */
  readonly bodies?: boolean
  /** Bytes of a body that a line holds at most. @default all that are kept */
  readonly maxBody?: string
  /** Cookies, Authorization and password fields are left out. */
  readonly redact?: boolean
}

/** How much of the wire the lines of JSON show. */
export type JsonDetail = Pick<JsonServer, 'maxBodyBytes' | 'redact'>

/** Throws a CourseError where a count of bytes is none. */
export function jsonDetail({ bodies = true, maxBody, redact = false }: JsonOptions): JsonDetail {
  if (maxBody !== undefined && !/^\d{1,15}$/.test(maxBody)) throw errors.badByteCount(maxBody)
  return { redact, maxBodyBytes: !bodies ? 0 : maxBody === undefined ? undefined : Number(maxBody) }
}
