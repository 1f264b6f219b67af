// By hand, since Intl takes 10 ms when it is first asked, which each start would wait for.

/** A number as it is read: `1,204`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',')
}

/** A count with its noun: `1 byte`, `2 bytes`. `other` is the plural where it is not the noun with an s. */
export function plural(count: number, one: string, other = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : other}`
}

/** `a, b, and c`, or `a, b, or c`. */
export function listed(items: readonly string[], kind: 'and' | 'or' = 'and'): string {
  const last = items.at(-1) ?? ''
  if (items.length < 2) return last
  const before = items.slice(0, -1).join(', ')
  return `${before}${items.length > 2 ? ',' : ''} ${kind} ${last}`
}
