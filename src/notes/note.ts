import type { Range } from '../http/message.ts'

/** A sentence about a part of a message. */
export interface Note extends Range {
  /** What it is about: `method`, `target`, `version`, `status`, `blank-line`, a header's name in lower case, or the id of a problem. */
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

/** What is said of a problem, and what to change. */
export interface Said {
  readonly said: string
  readonly todo?: string
}

/** Where nothing came there is no byte to point at. */
export const nowhere: Range = { start: 0, end: 0 }

/** A note that explains. */
export function explains(
  about: string,
  { start, end }: Range,
  words: string,
  source?: string,
): Note {
  const plain = { about, start, end, severity: 'note', words } as const
  return source === undefined ? plain : { ...plain, source }
}

/** A note on something that is wrong, or may be. */
export function faults(
  about: string,
  severity: Note['severity'],
  { start, end }: Range,
  { said, todo }: Said,
  source?: string,
): Note {
  return {
    about,
    start,
    end,
    severity,
    words: severity === 'note' ? said : `${severity}: ${said.replace(/^the /, 'The ')}`,
    ...(todo !== undefined && { todo }),
    ...(source !== undefined && { source }),
  }
}

/** In the order of the bytes. */
export const inOrder = (a: Note, b: Note) => a.start - b.start || a.end - b.end
