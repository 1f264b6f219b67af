import { jsonLine } from './json-line.ts'

/** What lines are written to: standard output, or a stream of a test. */
export interface JsonSink {
  write(text: string): boolean
  /** Bytes that were written and that the reader has not taken yet. */
  readonly writableLength: number
}

/** Whether a line may hold bodies; where its reader is too slow they are left out first. */
export type Bodies = 'kept' | 'dropped'

/** A stream of JSON, an object a line, whose memory is bounded however slowly it is read. */
export interface JsonOutput {
  /** Writes a line. A function is told whether its line may hold bodies. */
  line(value: object | ((bodies: Bodies) => object)): void
}

/** Bytes that may wait for the reader: beyond the first, bodies are left out; beyond the second, lines are. */
const waiting = { bodies: 4 * 1024 * 1024, lines: 16 * 1024 * 1024 } as const

/**
 * Writes JSON for a reader that may stand still, as `less` does. What is left out is said in lines of the
 * type `dropped`, before the first line without bodies and after the last line that is missing.
 */
export function createJsonOutput(
  sink: JsonSink,
  limits: { readonly bodies: number; readonly lines: number } = waiting,
): JsonOutput {
  let bodies: Bodies = 'kept'
  let missing = 0
  const write = (value: object) => sink.write(jsonLine(value))
  return {
    line(value) {
      const length = sink.writableLength
      if (length > limits.lines || (missing > 0 && length > limits.bodies)) {
        missing += 1
        return
      }
      if (missing > 0) write({ type: 'dropped', what: 'lines', lines: missing })
      missing = 0
      if (bodies === 'kept' && length > limits.bodies) {
        bodies = 'dropped'
        write({ type: 'dropped', what: 'bodies' })
      } else if (bodies === 'dropped' && length < limits.bodies / 2) {
        bodies = 'kept'
        write({ type: 'dropped', what: 'nothing' })
      }
      write(typeof value === 'function' ? value(bodies) : value)
    },
  }
}
