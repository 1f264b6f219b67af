import type { TokenLine } from '../../protocol.ts'
import { type Line, placeOf } from './lines.ts'

/** What a message is moved through by. */
export interface Places {
  readonly lines: readonly Line[]
  readonly tokens: readonly TokenLine[]
}

/** A key as the browser names it. */
export interface Key {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
}

/**
 * The byte that a key leads to from one: arrows to the next byte and the next line, with Ctrl or Alt to the next
 * token, Home and End in the line, with Ctrl in the message. Undefined for every other key. Pure.
 */
export function moved(at: number, key: Key, { lines, tokens }: Places): number | undefined {
  const last = Math.max((lines.at(-1)?.end ?? 1) - 1, 0)
  const line = placeOf(lines, at)
  const token = placeOf(tokens, at)
  const byToken = key.ctrlKey || key.altKey || key.metaKey
  const within = (offset: number) => Math.min(Math.max(offset, 0), last)
  switch (key.key) {
    case 'ArrowRight':
      return within(byToken ? (tokens[token + 1]?.start ?? at) : at + 1)
    case 'ArrowLeft': {
      const start = tokens[token]?.start ?? 0
      return within(!byToken ? at - 1 : at > start ? start : (tokens[token - 1]?.start ?? 0))
    }
    case 'ArrowDown':
      return toLine(line + 1)
    case 'ArrowUp':
      return toLine(line - 1)
    case 'Home':
      return byToken ? 0 : (lines[line]?.start ?? 0)
    case 'End':
      return byToken ? last : (lines[line]?.end ?? 1) - 1
    default:
      return undefined
  }

  /** The same column of another line, or its last one. */
  function toLine(next: number): number {
    const from = lines[line]
    const to = lines[next]
    if (from === undefined || to === undefined) return at
    return Math.min(to.start + (at - from.start), to.end - 1)
  }
}
