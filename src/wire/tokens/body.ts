import type { Draft } from './draft.ts'
import { createFormReader } from './form.ts'
import type { Field, TokenKind } from './message.ts'
import { createMultipartReader } from './multipart.ts'

/** Gives the bytes of a body their tokens, in whatever pieces they come. */
export interface BodyReader {
  /** Takes `bytes` from `from` to `to`, the first of which stands at `offset` in the message. */
  push(bytes: Uint8Array, from: number, to: number, offset: number): void
  /** Says that the body is over, be it whole or cut short. */
  end(): void
}

/** The reader for what the header section says of the body (RFC 9110, section 8.3). */
export function createBodyReader(draft: Draft): BodyReader {
  const type = fieldValue(draft.fields, 'content-type') ?? ''
  if (fieldValue(draft.fields, 'content-encoding') !== undefined) return createPlainReader(draft)
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return createFormReader(draft)
  const boundary = /^multipart\//i.test(type) ? boundaryOf(type) : undefined
  return boundary === undefined ? createPlainReader(draft) : createMultipartReader(draft, boundary)
}

/** One token for all of a body that has no parts known here. */
export function createPlainReader(draft: Draft, kind: TokenKind = 'body'): BodyReader {
  return {
    push: (_bytes, from, to, offset) => draft.grow(kind, offset + to - from),
    end() {},
  }
}

/** A boundary has at most 70 bytes (RFC 2046, section 5.1.1). */
function boundaryOf(type: string): string | undefined {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))/i.exec(type)
  return match?.[1] ?? match?.[2]
}

function fieldValue(fields: readonly Field[], name: string): string | undefined {
  return fields.find((field) => field.name.toLowerCase() === name)?.value
}
