import type { Message, Problem, ProblemCode } from '../http/message.ts'
import { noteWords } from '../words/notes.ts'
import { type ProblemText, problemWords } from '../words/problems.ts'
import { fieldNote, methodNote, registeredMethod, statusNote } from './data.ts'
import { headFault } from './head-faults.ts'
import { explains, faults, inOrder, type Note, type Said } from './note.ts'
import { targetNotes } from './target.ts'

const { parts } = noteWords
const problemTexts: Record<ProblemCode, ProblemText> = problemWords.problems
const { outcomes } = problemWords

/** Every note on a message, in the order of its bytes. `method` is that of a response's request. Pure. */
export function notesOn(message: Message, method?: string): Note[] {
  return [
    ...startLineNotes(message),
    ...fieldNotes(message, method),
    ...emptyLineNotes(message),
    ...problemNotes(message),
  ].sort(inOrder)
}

function startLineNotes({ startLine }: Message): Note[] {
  if (startLine === undefined) return []
  if (startLine.type === 'status-line') {
    const { status, statusRange, reason, reasonRange } = startLine
    const known = statusNote(status)
    return [
      explains('protocol', startLine.versionRange, parts.protocol, 'RFC 9112, section 2.3'),
      {
        ...explains('status', statusRange, parts.status(status, known?.beginner)),
        ...(known && { more: known.curious, source: known.spec }),
      },
      ...(reason === ''
        ? []
        : [explains('reason', reasonRange, parts.reason, 'RFC 9112, section 4')]),
    ]
  }
  const { method, methodRange, versionRange } = startLine
  const known = methodNote(method)
  const registered = registeredMethod(method)
  const words =
    known === undefined && registered !== undefined
      ? parts.registeredMethod(registered)
      : parts.method(known?.beginner)
  return [
    {
      ...explains('method', methodRange, words),
      ...(known && { more: known.curious, source: known.spec }),
    },
    ...targetNotes(startLine),
    ...(versionRange === undefined
      ? []
      : [explains('version', versionRange, parts.version, 'RFC 9112, section 2.3')]),
  ]
}

function fieldNotes({ role, fields, framing, startLine }: Message, method?: string): Note[] {
  const status = startLine?.type === 'status-line' ? startLine.status : undefined
  const hasNone =
    role === 'response' && framing?.type === 'none' && (status === 304 || method === 'HEAD')
  return fields.flatMap((field): Note[] => {
    const known = fieldNote(field.name, field.value, role, status)
    if (known === undefined) return []
    const name = field.name.toLowerCase()
    const words = hasNone && name === 'content-length' ? parts.lengthOfNothing : known.beginner
    return [{ ...explains(name, field.valueRange, words, known.spec), more: known.curious }]
  })
}

/** What the empty line ends: what is framed counts, not what has come so far. */
function emptyLineNotes({ role, blankLine, body, framing, complete }: Message): Note[] {
  if (blankLine === undefined) return []
  const hasBody = body !== undefined && body.end > body.start
  const follows =
    hasBody ||
    framing?.type === 'chunked' ||
    (framing?.type === 'content-length' && framing.length > 0)
  const isAwaited = !hasBody && (follows || (framing?.type === 'until-close' && !complete))
  const { emptyLine } = parts
  const words =
    role === 'request'
      ? isAwaited
        ? emptyLine.requestAwaited
        : follows
          ? emptyLine.requestBody
          : emptyLine.request
      : isAwaited
        ? emptyLine.responseAwaited
        : follows
          ? emptyLine.responseBody
          : emptyLine.response
  return [explains('blank-line', blankLine, words, 'RFC 9112, section 2.1')]
}

function problemNotes(message: Message): Note[] {
  return message.problems.map((problem) => {
    const { severity, code } = problem
    const text: Said = headFault(problem, message) ?? problemTexts[code]
    const outcome = message.role === 'response' ? outcomeOf(problem, message) : undefined
    const said = outcome === undefined ? text.said : `${text.said} ${outcome}`
    return faults(
      code,
      severity,
      problem,
      text.todo === undefined ? { said } : { said, todo: text.todo },
    )
  })
}

/** Bytes before `HTTP` that browsers look past. */
const slop = 4

/** What browsers do with a response that has a problem, where that was measured. */
function outcomeOf(problem: Problem, { startLine, fields }: Message): string | undefined {
  switch (problem.code) {
    case 'bare-lf':
    case 'missing-start-line':
    case 'content-length-differs':
      return outcomes[problem.code]
    case 'missing-blank-line': {
      const isRedirect =
        startLine?.type === 'status-line' &&
        startLine.status >= 300 &&
        startLine.status < 400 &&
        fields.some(({ name }) => name.toLowerCase() === 'location')
      return isRedirect ? outcomes.redirected : outcomes['missing-blank-line']
    }
    case 'indented-start-line': {
      const before = startLine?.type === 'status-line' ? startLine.versionRange.start : problem.end
      return before > slop ? outcomes.manyBefore : outcomes.fewBefore
    }
    default:
      return undefined
  }
}
