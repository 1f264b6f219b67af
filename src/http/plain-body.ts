import { contentTypeOf } from './content.ts'
import type { WholeEmitter } from './emitter.ts'
import { FormContent } from './form.ts'
import { Source } from './lines.ts'
import type { Field, Problem } from './message.ts'
import { Draft } from './message-builder.ts'
import { MultipartContent } from './multipart.ts'

/** The body of a plain message, which is there as a whole. */
export interface PlainBody {
  readonly problems: readonly Problem[]
  /** Tells of the tokens of the body, which begins at `from`. */
  emit(emitter: WholeEmitter, from: number): void
}

/** Reads the body that begins at `start` and ends with the bytes. */
export function readBody(bytes: Uint8Array, start: number, fields: readonly Field[]): PlainBody {
  if (start === bytes.length) return oneToken
  const type = contentTypeOf(fields)
  if (type === 'bytes') return oneToken
  return type === 'form' ? form : readMultipart(bytes, start, type.boundary)
}

const oneToken: PlainBody = {
  problems: [],
  emit: (emitter) => emitter.emit('body', emitter.bytes.length),
}

const form: PlainBody = {
  problems: [],
  emit: (emitter, from) => {
    const { bytes } = emitter
    new FormContent(emitter).push(new Source(bytes), from, bytes.length, from)
  },
}

/** The parts of such a body may have faults, so its tokens are found, and kept, before they are told. */
function readMultipart(bytes: Uint8Array, start: number, boundary: string): PlainBody {
  const draft = new Draft('request', 0, {})
  draft.startBody(start)
  const content = new MultipartContent(draft, boundary)
  draft.length = bytes.length
  content.push(new Source(bytes), start, bytes.length, start)
  content.end()
  const { tokens, problems } = draft
  return {
    problems,
    emit: (emitter) => {
      for (const { kind, end } of tokens) emitter.emit(kind, end)
    },
  }
}
