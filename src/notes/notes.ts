import type { Message, Range } from '../http/message.ts'
import { problemText } from '../http/problems.ts'
import { fieldNote, methodNote, statusNote } from './data.ts'
import { outcomeOf } from './outcomes.ts'
import { targetNotes } from './target.ts'

/** A sentence said about a part of a message. */
export interface Note extends Range {
  /** What it is about: `method`, `target`, `version`, `protocol`, `status`, `blank-line`, a field's name in lower case, or a problem's code. */
  readonly about: string
  readonly severity: 'note' | 'warning' | 'error'
  /** One sentence for a beginner; it begins with the severity where that is more than `note`. */
  readonly words: string
  /** What to change in the program. */
  readonly todo?: string
  /** One more for the curious. */
  readonly more?: string
  /** The section of the standard. */
  readonly source?: string
}

/** Every note on a message, in the order of its bytes. Pure. */
export function notesOn(message: Message): Note[] {
  return [
    ...startLineNotes(message),
    ...fieldNotes(message),
    ...blankLineNotes(message),
    ...problemNotes(message),
  ].sort((a, b) => a.start - b.start || a.end - b.end)
}

function note(about: string, { start, end }: Range, words: string, source?: string): Note {
  const plain = { about, start, end, severity: 'note', words } as const
  return source === undefined ? plain : { ...plain, source }
}

function startLineNotes({ startLine }: Message): Note[] {
  if (startLine === undefined) return []
  if (startLine.type === 'status-line') {
    const { status, statusRange, reason, reasonRange } = startLine
    const known = statusNote(status)
    return [
      note('protocol', startLine.versionRange, 'protocol and version', 'RFC 9112, section 2.3'),
      {
        ...note(
          'status',
          statusRange,
          `status ${status}: ${known?.beginner ?? 'not a registered code'}`,
        ),
        ...(known && { more: known.curious, source: known.spec }),
      },
      ...(reason === ''
        ? []
        : [note('reason', reasonRange, 'the same in words, for people', 'RFC 9112, section 4')]),
    ]
  }
  const known = methodNote(startLine.method)
  return [
    {
      ...note(
        'method',
        startLine.methodRange,
        `method: ${known?.beginner ?? 'not a registered method'}`,
      ),
      ...(known && { more: known.curious, source: known.spec }),
    },
    ...targetNotes(startLine),
    ...(startLine.versionRange === undefined
      ? []
      : [
          note(
            'version',
            startLine.versionRange,
            'version: the rules both sides keep to',
            'RFC 9112, section 2.3',
          ),
        ]),
  ]
}

function fieldNotes({ role, fields }: Message): Note[] {
  return fields.flatMap((field): Note[] => {
    const known = fieldNote(field.name, field.value, role)
    if (known === undefined) return []
    return [
      {
        ...note(field.name.toLowerCase(), field.valueRange, known.beginner, known.spec),
        more: known.curious,
      },
    ]
  })
}

function blankLineNotes({ role, blankLine, body }: Message): Note[] {
  if (blankLine === undefined) return []
  const bodyFollows = body !== undefined && body.end > body.start
  const words =
    role === 'request'
      ? bodyFollows
        ? 'blank line: the fields end, the body begins'
        : 'blank line: the request ends here'
      : bodyFollows
        ? 'blank line: what follows is the page'
        : 'blank line: the answer ends here'
  return [note('blank-line', blankLine, words, 'RFC 9112, section 2.1')]
}

function problemNotes(message: Message): Note[] {
  return message.problems.map((problem) => {
    const { start, end, severity, code } = problem
    const { said, todo } = problemText[code]
    const outcome = message.role === 'response' ? outcomeOf(problem, message) : undefined
    const words = outcome === undefined ? said : `${said} ${outcome}`
    const clause = words.charAt(0).toLowerCase() + words.slice(1)
    return { about: code, start, end, severity, words: `${severity}: ${clause}`, todo }
  })
}
