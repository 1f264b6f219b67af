import { encode } from 'uqr'
import type { VisitAddress } from '../protocol.ts'

/** An address at which others may visit, and its QR code. */
export function visitAddress(url: string): VisitAddress {
  const { data } = encode(url, { border: 0 })
  return { url, qr: data.map((row) => row.map((isDark) => (isDark ? '1' : '0')).join('')) }
}
