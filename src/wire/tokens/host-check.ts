import type { NamedField } from './field-line.ts'
import { badHostByte } from './host.ts'
import type { Line } from './lines.ts'

/** A request names its host once, and HTTP/1.1 demands that it does (RFC 9112, section 3.2). */
export class HostCheck {
  #seen = false

  /** Takes note of a field; `line` is where it stands, or where it ends if it is folded. */
  add({ field, lowerName }: NamedField, line: Line): void {
    if (lowerName !== 'host') return
    const shift = line.whole.start
    const end = field.valueRange.end - shift
    const bad = badHostByte(line.bytes, field.valueRange.start - shift, end)
    if (bad < end) line.warn('bad-host', bad, bad + 1)
    if (this.#seen) line.error('duplicate-host', 0, line.end)
    this.#seen = true
  }

  isMissing(version: string | undefined): boolean {
    return !this.#seen && version === 'HTTP/1.1'
  }
}
