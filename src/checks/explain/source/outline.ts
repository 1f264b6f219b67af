/** A part of a learner's program; lines and columns from 1, the end is behind the last character. */
export interface Span {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** A part of a program, with what stands around it. */
export interface Part extends Span {
  /** As it stands in the file. */
  readonly text: string
  /** Names of the functions around it, the outermost first; one without a name is ''. */
  readonly functions: readonly string[]
  readonly className: string | undefined
  /** How many loops of its own function are around it. */
  readonly loops: number
  /** An error in it is caught: it stands in a `try` that has a handler. */
  readonly isGuarded: boolean
}

export interface Argument extends Span {
  readonly text: string
  readonly kind: 'string' | 'number' | 'name' | 'call' | 'function' | 'other'
  /** Of a string or a number. */
  readonly value: string | undefined
}

export interface Call extends Part {
  /** What is called, without white space: `socket.socket`, `createServer`, `super().do_GET`. */
  readonly name: string
  readonly args: readonly Argument[]
  readonly isAwaited: boolean
  readonly isNew: boolean
  /** Nothing is done with what it gives back. */
  readonly isAlone: boolean
}

/** A string in the program's text. */
export interface StringPart extends Part {
  readonly value: string
  /** `formatted`: a template of JavaScript, an f-string of Python. */
  readonly form: 'plain' | 'formatted' | 'bytes'
}

export interface FunctionPart extends Part {
  readonly name: string
  readonly parameters: readonly string[]
  readonly isAsync: boolean
}

export interface Assignment extends Part {
  /** `request`, `self.form`. */
  readonly target: string
  readonly value: string
  /** `+=` rather than `=`. */
  readonly isAdded: boolean
}

export interface Loop extends Part {
  /** Its condition; empty for a `for`. */
  readonly test: string
}

export interface Import extends Part {
  readonly module: string
  readonly names: readonly string[]
}

export interface ClassPart extends Part {
  readonly name: string
  readonly base: string
}

/** What stands in a program, the same for JavaScript, TypeScript and Python. Each list is in the order of the file. */
export interface Outline {
  readonly calls: readonly Call[]
  readonly strings: readonly StringPart[]
  readonly functions: readonly FunctionPart[]
  readonly assignments: readonly Assignment[]
  readonly loops: readonly Loop[]
  readonly imports: readonly Import[]
  readonly classes: readonly ClassPart[]
  /** Every name that the program gives to something. */
  readonly names: readonly string[]
}
