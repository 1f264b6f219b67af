/** An error that a program printed, and where in the learner's own files it came from. */
export interface ProgramError {
  /** `TypeError: Cannot read properties of undefined (reading '0')`. */
  readonly message: string
  /** Undefined where no line of the learner's is named. */
  readonly at: Place | undefined
}

export interface Place {
  /** Below the learner's folder, with slashes. */
  readonly file: string
  readonly line: number
  readonly column: number | undefined
  /** What Python marks below the line, counted from its first character that is no space. */
  readonly caret?: { readonly start: number; readonly end: number }
}

/** `TypeError: …`, `Error [ERR_X]: …`, `KeyError: …`, `json.decoder.JSONDecodeError: …`, `socket.gaierror: …` */
const errorLine =
  /^(?:Uncaught )?\[?((?:\w+\.)*\w*(?:Error|Exception|Interrupt|PromiseRejection)(?: \[\w+\])?|(?:\w+\.)+\w*error)(?:: .*)?$/
/** A place as V8 writes it, as Python does, and as most compilers do. */
const places = [
  /(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])[^():"]+):(\d+)(?::(\d+))?/,
  /File "([^"]+)", line (\d+)/,
]

/**
 * Finds the last error in what a program printed: a stack trace of Node's (places after the error)
 * or of Python's (places before it). `root` is the learner's folder; a place elsewhere is not theirs.
 */
export function findProgramError(printed: string, root: string): ProgramError | undefined {
  const lines = printed.split(/\r?\n/)
  const at = lines.findLastIndex((line) => errorLine.test(line))
  const message = lines[at]?.replace(/^Uncaught /, '')
  if (message === undefined) return undefined
  const after = lines.slice(at + 1).findIndex((line) => !/^\s+at |^\s*$/.test(line))
  const trace = lines.slice(at + 1, after < 0 ? undefined : at + 1 + after)
  const before = tracebackBefore(lines, at)
  const own = [...trace, ...before].flatMap((line) => placeIn(line, root) ?? [])
  // Where it went wrong in the stage's program, rather than in the file that all stages share.
  const place = own.find(({ file }) => file.includes('/')) ?? own[0]
  const caret = place === undefined ? undefined : caretBelow(place, before)
  return { message, at: place && caret ? { ...place, caret } : place }
}

/** The marks that Python draws below a line of a traceback, which it indents by four spaces. */
function caretBelow({ line }: Place, lastFirst: readonly string[]): Place['caret'] {
  const at = lastFirst.findIndex((text) => new RegExp(`^ +File ".*", line ${line}\\b`).test(text))
  const marks = lastFirst[at - 2]
  if (at < 2 || marks === undefined || !/^ {4} *[~^][~^ ]*$/.test(marks)) return undefined
  const start = marks.search(/[~^]/) - 4
  return { start, end: marks.trimEnd().length - 4 }
}

/** The lines before an error that name places, the nearest first: Python's traceback, Node's excerpt. */
function tracebackBefore(lines: readonly string[], at: number): string[] {
  const last = (pattern: RegExp) => lines.slice(0, at).findLastIndex((line) => pattern.test(line))
  const begin = last(/^Traceback |^(file:\/\/|\/).*:\d+$/)
  // Python has no line of its own before the place of a syntax error.
  const from = begin < 0 ? last(/^ {2}File "/) : begin
  return from < 0 ? [] : lines.slice(from, at).reverse()
}

function placeIn(text: string, root: string): Place | undefined {
  for (const pattern of places) {
    const [, path, line, column] = pattern.exec(text) ?? []
    if (path === undefined) continue
    const file = below(root, decoded(path))
    if (file === undefined) return undefined
    return { file, line: Number(line), column: column === undefined ? undefined : Number(column) }
  }
  return undefined
}

/** A file's address as its path; a path that is none stays as it is. */
function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

function below(root: string, path: string): string | undefined {
  const from = `${root.replaceAll('\\', '/').replace(/\/$/, '')}/`
  const whole = path.replaceAll('\\', '/').replace(/^\/(?=[A-Za-z]:)/, '')
  return whole.startsWith(from) ? whole.slice(from.length) : undefined
}
