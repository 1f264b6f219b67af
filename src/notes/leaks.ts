import { contentOf } from '../http/dechunk.ts'
import { headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import { leakWords } from '../words/leaks.ts'
import { latin1 } from './bytes.ts'
import type { Evidence } from './evidence.ts'
import { faults, type Note, type Said } from './note.ts'

/** As much of a body as is searched. */
const searched = 64 * 1024

/** Values that a program printed by mistake, found in a body of text. */
export function leakNotes({ language, status }: Evidence, response: Message): Note[] {
  const { body } = response
  if (body === undefined || status === undefined) return []
  if (headerValue(response.fields, 'Content-Encoding') !== undefined) return []
  const type = headerValue(response.fields, 'Content-Type') ?? ''
  if (!/^(text\/|application\/json|$)/i.test(type) || /^text\/(javascript|css)/i.test(type))
    return []
  const content = contentOf(response).subarray(0, searched)
  const text = latin1(content)
  // Chunk framing lies between the content's bytes, so only the body as a whole can be pointed at.
  const offset = response.framing?.type === 'chunked' ? undefined : body.start
  const at = (index: number, length: number) =>
    offset === undefined
      ? { start: body.start, end: body.end }
      : { start: offset + index, end: offset + index + length }
  const found = (index: number, length: number, severity: 'warning' | 'error', said: Said) => [
    faults('leaked-value', severity, at(index, length), said),
  ]
  const promise = text.indexOf('[object Promise]')
  if (promise >= 0) return found(promise, 16, 'error', leakWords.promise)
  const shown = withoutCode(text)
  const object = shown.indexOf('[object Object]')
  if (object >= 0) return found(object, 15, 'warning', leakWords.object)
  const printed = /^\s*b(['"])(?=[\s\S]*\1\s*$)/.exec(text)
  if (printed !== null)
    return found(0, Math.min(printed[0].length + 10, text.length), 'error', leakWords.bytesAsText)
  if (language !== 'python') {
    const template = /\$\{[\w.()[\]'" ]{1,60}\}/.exec(shown)
    if (template !== null)
      return found(template.index, template[0].length, 'warning', leakWords.template(template[0]))
  }
  const object_ =
    /<(?:function|coroutine object|generator object|bound method|built-in (?:function|method)|class '|__main__\.)[^<>]{0,80}>/.exec(
      shown,
    )
  if (object_ !== null && language !== 'node')
    return found(object_.index, object_[0].length, 'warning', leakWords.pythonObject(object_[0]))
  const nothing = /^\s*(undefined|null|None|NaN|nil)\s*$/.exec(text)
  if (nothing?.[1] !== undefined && !/json/i.test(type))
    return found(nothing.index, text.length, 'warning', leakWords.onlyNothing(nothing[1], language))
  return []
}

/** The text with scripts and examples of code blanked out, in which such words are no mistake. */
const withoutCode = (text: string) =>
  text.replace(/<(script|style|code|pre|textarea)\b[\s\S]*?(<\/\1\s*>|$)/gi, (part) =>
    ' '.repeat(part.length),
  )

/** Line ends that were written with the wrong characters, in a head. */
export function lineEndNotes(message: Message): Note[] {
  const headEnd = message.body?.start ?? message.length
  const head = latin1(message.bytes.subarray(0, Math.min(headEnd, 16 * 1024)))
  const notes: Note[] = []
  const literal = /(?:\\r\\n|\\n(?=[A-Z][\w-]+: ))/.exec(head)
  if (literal !== null)
    notes.push(
      faults(
        'escaped-line-end',
        'error',
        { start: literal.index, end: literal.index + literal[0].length },
        leakWords.escaped(literal[0]),
      ),
    )
  const slashes = /\/r\/n/.exec(head)
  if (slashes !== null && message.startLine?.type !== 'request-line')
    notes.push(
      faults(
        'escaped-line-end',
        'error',
        { start: slashes.index, end: slashes.index + 4 },
        leakWords.slashes,
      ),
    )
  const swapped = /[^\r]\n\r(?!\n)/.exec(head)
  if (swapped !== null)
    notes.push(
      faults(
        'swapped-line-end',
        'error',
        { start: swapped.index + 1, end: swapped.index + 3 },
        leakWords.swapped,
      ),
    )
  return notes
}
