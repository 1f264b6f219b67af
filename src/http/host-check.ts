import type { NamedField } from './field-line.ts'
import { badHostByte } from './host.ts'
import type { Line } from './lines.ts'

/** A request names its host once, and HTTP/1.1 demands that it does (RFC 9112, section 3.2). */
export class HostCheck {
  #seen = false

  /** Takes note of a field; `line` is where it stands, or where it ends if it is folded. */
  add({ field, name }: NamedField, line: Line): void {
    if (name.lower !== 'host') return
    const end = line.indexAt(field.valueRange.end)
    const bad = badHostByte(line.bytes, line.indexAt(field.valueRange.start), end)
    if (bad < end) line.warn('bad-host', bad, bad + 1)
    if (this.#seen) line.error('duplicate-host', line.start, line.end)
    this.#seen = true
  }

  isMissing(version: string | undefined): boolean {
    return !this.#seen && version === 'HTTP/1.1'
  }
}
