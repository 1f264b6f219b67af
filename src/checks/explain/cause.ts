/** Lines and columns of a learner's file, from 1; the columns count characters of the line. */
export interface Where {
  /** Below the learner's folder, with slashes. */
  readonly file: string
  readonly line: number
  /** The first column that is meant; undefined where it is the whole line. */
  readonly column: number | undefined
  /** The column behind the last one. */
  readonly endColumn: number | undefined
  /** The line itself, as it stands in the file; undefined where it can't be read. */
  readonly text: string | undefined
}

/** Why a check failed, in words of its own. The check's hint is not shown beside it. */
export interface Cause {
  /** For programs and for tests: `not-imported`. */
  readonly id: string
  /** What happened, in a sentence; undefined where the failure's own words say it. */
  readonly what: string | undefined
  readonly where: Where | undefined
  /** Why that is so, in a sentence. Hangs under the caret where there is one. */
  readonly why: string | undefined
  /** What to do; undefined where only the place is known. */
  readonly fix: string | undefined
  /** The screen that tells more, as checks.yaml names it; false where none does. @default the check's */
  readonly screen?: string | false
  /** A change was tried, and the check passed. Why it matters, the check itself says best. @default false */
  readonly isTried?: boolean
  /** What to do may well be something else. @default false */
  readonly isGuess?: boolean
  /** It is told of what was seen from outside: the part of the program that it names may be innocent. @default false */
  readonly isGeneral?: boolean
  /** It is told of what the program's text looks like: one that is built otherwise may be innocent. @default false */
  readonly isOfText?: boolean
}
