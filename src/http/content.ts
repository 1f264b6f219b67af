import { FormContent } from './form.ts'
import type { Source } from './lines.ts'
import type { Field, TokenKind } from './message.ts'
import type { Draft } from './message-builder.ts'
import { MultipartContent } from './multipart.ts'

/** Gives the bytes of a body their tokens, in whatever pieces they come. */
export interface Content {
  /** Takes the bytes from `from` to `to`, the first of which stands at `offset` in the message. */
  push(source: Source, from: number, to: number, offset: number): void
  /** Says that the body is over, be it whole or cut short. */
  end(): void
}

/** What a body is made of: the fields of a form, parts with a boundary between them, or just bytes. */
export type ContentType = 'form' | 'bytes' | { readonly boundary: string }

/** What the header section says that the body is (RFC 9110, section 8.3). */
export function contentTypeOf(fields: readonly Field[]): ContentType {
  const type = fieldValue(fields, 'content-type') ?? ''
  if (fieldValue(fields, 'content-encoding') !== undefined) return 'bytes'
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return 'form'
  const boundary = /^multipart\//i.test(type) ? boundaryOf(type) : undefined
  return boundary === undefined ? 'bytes' : { boundary }
}

export function createContent(draft: Draft): Content {
  const type = contentTypeOf(draft.fields)
  if (type === 'bytes') return new PlainContent(draft)
  return type === 'form' ? new FormContent(draft) : new MultipartContent(draft, type.boundary)
}

/** A body that has no parts known here: one token. */
export class PlainContent implements Content {
  readonly #draft: Draft
  readonly #kind: TokenKind

  constructor(draft: Draft, kind: TokenKind = 'body') {
    this.#draft = draft
    this.#kind = kind
  }

  push(_source: Source, from: number, to: number, offset: number): void {
    this.#draft.grow(this.#kind, offset + to - from)
  }

  end(): void {}
}

/** A boundary has at most 70 bytes (RFC 2046, section 5.1.1). */
function boundaryOf(type: string): string | undefined {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))/i.exec(type)
  return match?.[1] ?? match?.[2]
}

function fieldValue(fields: readonly Field[], name: string): string | undefined {
  return fields.find(
    (field) => field.name.length === name.length && field.name.toLowerCase() === name,
  )?.value
}
