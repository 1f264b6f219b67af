import type { TokenKind } from '../http/message.ts'
import type { Note } from '../notes/note.ts'

// What the page is told and what it may ask for: data alone, the same live and in a saved file.
//
// All addresses are below /page/, so that the cookie goes nowhere else on this machine:
//
//   GET  ?token=…      the page; the token is exchanged for a cookie
//   GET  events        a stream of PageEvent (server-sent events): the whole first, then what is new
//   GET  exchange/7    ExchangeDetail; 404 where it is not kept any more; ?redact=1 with dots for secrets
//   GET  check/ok/1    the same of the first exchange of the check `ok`
//   POST act           PageAct; 204, or 409 where it does nothing now
//   GET  save          the page with its session in one file; ?redact=1 without secrets

/** What comes over the stream of events. It begins with `cleared` and `session`, whenever a page (again) connects. */
export type PageEvent =
  | { readonly type: 'session'; readonly session: PageSession }
  /** New or changed exchanges, by number. */
  | { readonly type: 'exchanges'; readonly exchanges: readonly ExchangeLine[] }
  /** New or changed connections, by id. */
  | { readonly type: 'connections'; readonly connections: readonly ConnectionLine[] }
  /** Exchanges, connections and what was printed begin again: another server runs, or the stream is new. */
  | { readonly type: 'cleared' }
  /** Lines that the server printed, after those before. */
  | { readonly type: 'printed'; readonly lines: readonly string[] }
  /** The server starts again: what it printed before is over. */
  | { readonly type: 'printed-cleared' }
  /** The session is over; nothing more comes. */
  | { readonly type: 'ended' }

/** What a person does on the page, as a key would do it in the terminal. */
export type PageAct =
  /** An action that the session offers: `id` and `key` of a PageAction. */
  | { readonly type: 'act'; readonly id: string; readonly key: string }
  /** Chooses from the list or the question on the page, from 1. */
  | { readonly type: 'pick'; readonly number: number }
  /** Sends bytes, in base64, to this session's server over a connection of their own. */
  | { readonly type: 'send'; readonly bytes: string }

/** The session as the page shows it; small, sent again after each change. */
export interface PageSession {
  readonly kind: 'course' | 'exercise' | 'run' | 'tap' | 'file'
  readonly stage: StageLine | undefined
  /** What the lesson's column shows; undefined where it is away. */
  readonly lesson: LessonPage | undefined
  readonly server: ServerLine | undefined
  readonly exercise: ExercisePage | undefined
  /** What can be done now, in the order of the terminal's foot, with the words of the catalogue. */
  readonly actions: readonly PageAction[]
  /** A question to be answered by yes or no. */
  readonly asking: string | undefined
  readonly notices: readonly {
    readonly tone: 'plain' | 'warning' | 'error'
    readonly text: string
  }[]
  readonly waiting: string | undefined
}

export interface PageAction {
  readonly id: string
  readonly key: string
  /** `next` */
  readonly name: string
  /** What it does, in a sentence. */
  readonly help: string
  /** It is named at the foot. */
  readonly isNear: boolean
}

export interface StageLine {
  readonly number: number
  readonly of: number
  readonly name: string
  readonly title: string
  readonly language: string
}

export interface ServerLine {
  readonly name: string
  readonly status: 'starting' | 'ready' | 'down'
  readonly url: string
  readonly port: number
  readonly privatePort: number | undefined
  readonly said: PageSession['notices']
  readonly awaits: 'browser' | 'no-browser' | 'visitor' | undefined
  /** Addresses at which others may visit, with `--host`. */
  readonly others: readonly VisitAddress[]
}

export interface VisitAddress {
  readonly url: string
  /** The rows of its QR code, a character for each module: `1` is dark. */
  readonly qr: readonly string[]
}

/** Text with its marks, so that the page never reads markup. */
export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'strong' | 'emphasis'; readonly inlines: readonly Inline[] }
  | { readonly type: 'link'; readonly href: string; readonly inlines: readonly Inline[] }

export type PageBlock =
  | { readonly type: 'paragraph' | 'heading'; readonly inlines: readonly Inline[] }
  | {
      readonly type: 'list'
      /** The number of the first item; undefined for a list without numbers. */
      readonly from: number | undefined
      readonly items: readonly (readonly PageBlock[])[]
    }
  | { readonly type: 'quote'; readonly blocks: readonly PageBlock[] }
  | {
      readonly type: 'table'
      readonly head: readonly (readonly Inline[])[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
    }
  | CodeBlock
  | {
      readonly type: 'quiz'
      readonly id: string
      readonly question: readonly PageBlock[]
      readonly choices: readonly {
        readonly id: string
        readonly text: readonly Inline[]
        /** Set for the one that was picked last. */
        readonly picked?: { readonly right: boolean; readonly why: readonly PageBlock[] }
      }[]
    }
  | {
      readonly type: 'run'
      readonly server: string
      readonly look: readonly PageBlock[]
      /** Addresses to visit. */
      readonly urls: readonly string[]
      /** It runs now. */
      readonly isRunning: boolean
    }
  /** What has to change in the learner's program to make it the solution. */
  | {
      readonly type: 'differences'
      readonly differences: readonly {
        /** Where it is in the learner's program. */
        readonly line: number
        readonly lines: readonly { readonly sign: '-' | '+' | ' '; readonly text: string }[]
      }[]
    }

export interface CodeBlock {
  readonly type: 'code'
  readonly language: string
  readonly file: string | undefined
  readonly lines: readonly {
    readonly number: number | undefined
    /** The line in parts, each with its colour's name: `keyword`, `string` … */
    readonly parts: readonly { readonly text: string; readonly kind: string | undefined }[]
    readonly labels: readonly {
      readonly start: number
      readonly end: number
      readonly words: string
      /** It says what is wrong. */
      readonly isWrong: boolean
    }[]
  }[]
}

/** A screen of the lesson, or what lies above it: task, hint, solution, comparison, list of stages. */
export interface LessonPage {
  /** `screen`, `menu`, `task`, `hint`, `program`, `diff`, `screens`, … as the session's page is called. */
  readonly type: string
  /** The screen's id. */
  readonly id: string | undefined
  readonly number: number | undefined
  readonly of: number | undefined
  readonly title: readonly Inline[]
  /** The language of programs, where the screen is shown in another than the learner's own. */
  readonly otherLanguage: string | undefined
  readonly blocks: readonly PageBlock[]
  /** What can be chosen by `pick`, where the page is a list. */
  readonly choices: readonly {
    readonly text: readonly Inline[]
    /** How far it is, and how long it takes. */
    readonly detail: string
    readonly isDone: boolean
    /** Where the learner is. */
    readonly isMarked: boolean
  }[]
}

/** The learner's own server of a stage: what is to be done, and what the checks say. */
export interface ExercisePage {
  /** The learner's file below their folder, or their command; and its whole path, where it is a file. */
  readonly file: string
  readonly path: string | undefined
  /** It is being built, whatever lies on its screen; otherwise it only goes on running. */
  readonly isAtWork: boolean
  readonly isChecking: boolean
  readonly passed: number
  readonly of: number
  /** In words, how many checks pass and when they were run; undefined before the first run is over. */
  readonly summary: string | undefined
  readonly when: string | undefined
  readonly notices: PageSession['notices']
  readonly steps: readonly PageStep[]
}

export interface PageStep {
  /** From 1; undefined for checks that belong to no step. */
  readonly number: number | undefined
  /** All that is to be done, and its first sentence. */
  readonly task: readonly PageBlock[]
  readonly sentence: readonly Inline[]
  readonly passed: number
  /** All of the task is shown: it is the next thing to do, or nothing was checked yet. */
  readonly isOpen: boolean
  readonly checks: readonly PageCheck[]
}

export interface PageCheck {
  readonly id: string
  readonly name: string
  readonly verdict: 'passes' | 'fails' | 'not-reached' | 'not-run'
  /** What happened, where, why, fix, more: each part with its name, in this order. */
  readonly parts: readonly { readonly name: string; readonly blocks: readonly PageBlock[] }[]
  /** Undefined where nothing passed. */
  readonly wire: CheckWire | undefined
}

/** What passed over the wire in a check, on connections of its own: it is none of a visitor's. */
export interface CheckWire {
  /** In the order of their numbers, which begin at 1 in each check. */
  readonly exchanges: readonly ExchangeLine[]
  readonly connections: readonly ConnectionLine[]
}

/** An exchange in the list and on the time axis. Times are milliseconds on the tap's clock. */
export interface ExchangeLine {
  readonly number: number
  readonly connection: number
  /** `GET`, and the target as it came. */
  readonly method: string | undefined
  readonly target: string | undefined
  readonly status: number | undefined
  /** Why it came: `the browser asked for this by itself`. */
  readonly why: string | undefined
  /** No person asked for it: a browser wanted it for a page, or tried again. */
  readonly isByItself: boolean
  readonly requestBytes: number
  readonly responseBytes: number
  readonly requestAt: number | undefined
  readonly requestDoneAt: number | undefined
  readonly responseAt: number | undefined
  readonly responseDoneAt: number | undefined
  readonly severity: 'note' | 'warning' | 'error'
  /** The id of the check that sent it; undefined for what a visitor sent. */
  readonly check: string | undefined
  /** Frames and events that have landed in it. */
  readonly frames: number
  /** Which server it went to, where a recording has those of several: `https://example.org`. */
  readonly server: string | undefined
}

export interface ConnectionLine {
  readonly id: number
  /** The visitor's address, and name where it is known. */
  readonly client: string
  readonly visitor: string | undefined
  readonly openedAt: number
  readonly firstByteAt: number | undefined
  readonly closedAt: number | undefined
  /** In words: `closed by the server`. */
  readonly closing: string | undefined
  readonly protocol: string | undefined
  /** What can be said where it speaks no HTTP/1 at all, and so has no exchange. */
  readonly spoken: SpokenDetail | undefined
}

/** How a connection begins that speaks another protocol from its first byte on. */
export interface SpokenDetail {
  /** Which protocol it is, and what to do. */
  readonly said: readonly string[]
  /** The first bytes of each side that has sent some, in base64; `length` is what came in all. */
  readonly beginnings: readonly {
    readonly from: FrameDetail['from']
    readonly bytes: string
    readonly length: number
  }[]
  /** The first frames, as they landed. */
  readonly frames: readonly FrameDetail[]
}

/** All of one exchange: bytes, tokens, notes, and what they become. */
export interface ExchangeDetail {
  readonly number: number
  /** The id of the check that sent it. */
  readonly check: string | undefined
  readonly parts: readonly MessageDetail[]
  /** Notes on the connection. */
  readonly notes: readonly Note[]
  /** What changed since the last one of its kind; undefined where there is none before it. */
  readonly changes: ChangesDetail | undefined
  readonly copies: readonly CopyDetail[]
  /** Which protocol the connection speaks from here on, in a sentence. */
  readonly protocol: string | undefined
  /** Frames and events of another protocol or a stream, as they landed. */
  readonly frames: readonly FrameDetail[]
}

export interface ChangesDetail {
  /** The number of the exchange that it is held against. */
  readonly since: number
  readonly isIdentical: boolean
  /** Headers that are the same in both. */
  readonly same: number
  /** `now` and `was` of one thing come one after the other. */
  readonly lines: readonly {
    readonly type: 'now' | 'was' | 'new' | 'gone'
    readonly text: string
    readonly why: string | undefined
  }[]
}

/** A command that sends the request again, or why there is none. */
export type CopyDetail = { readonly name: string } & (
  | { readonly type: 'command'; readonly text: string }
  | { readonly type: 'none'; readonly why: string }
)

export interface FrameDetail {
  readonly at: number
  readonly from: 'client' | 'server'
  /** `text, 5 bytes, masked` */
  readonly name: string
  readonly text: string
  readonly problems: readonly string[]
}

export interface MessageDetail {
  readonly part: 'request' | 'interim' | 'response'
  /** In base64, as far as it is kept; `length` is what came. */
  readonly bytes: string
  readonly length: number
  readonly isComplete: boolean
  readonly tokens: readonly TokenLine[]
  readonly notes: readonly Note[]
  /** The reads in which it came. */
  readonly reads: readonly { readonly at: number; readonly size: number }[]
  /** The forms that it carries, each in steps that one can walk through. */
  readonly forms: readonly FormDetail[]
  /** The body as it reads when it is unpacked: text, JSON indented, or a picture's bytes with its type. */
  readonly body:
    | { readonly type: 'text'; readonly name: string; readonly text: string }
    | { readonly type: 'picture'; readonly mediaType: string; readonly bytes: string }
    /** It could not be unpacked. */
    | { readonly type: 'packed'; readonly why: string }
    | undefined
}

/** A form, from the bytes as they were sent to the letters that were typed. */
export interface FormDetail {
  readonly title: string
  readonly steps: readonly {
    /** What this step did. */
    readonly words: string
    readonly rows: readonly FormRow[]
  }[]
  readonly warnings: readonly string[]
}

export interface FormRow {
  /** Undefined in the first step, where the form is one text. */
  readonly name: FormText | undefined
  readonly value: FormText | undefined
}

export interface FormText {
  readonly text: string
  /** The step before has another text here. */
  readonly isChanged: boolean
}

export interface TokenLine {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
}

/** What a saved page holds: all that the stream would have told, and every exchange, those of checks too. */
export interface SavedSession {
  readonly session: PageSession
  readonly exchanges: readonly ExchangeLine[]
  readonly connections: readonly ConnectionLine[]
  readonly printed: readonly string[]
  readonly details: readonly ExchangeDetail[]
  /** Those that hold secrets once more, with dots in their place, for the wall; none where all are redacted. */
  readonly dotted: readonly ExchangeDetail[]
}
