const rules = new Intl.PluralRules('en')
const lists = {
  and: new Intl.ListFormat('en', { type: 'conjunction' }),
  or: new Intl.ListFormat('en', { type: 'disjunction' }),
}

/** A count with its noun: `1 byte`, `2 bytes`. `other` is the plural where it is not the noun with an s. */
export function plural(count: number, one: string, other = `${one}s`): string {
  return `${count.toLocaleString('en')} ${rules.select(count) === 'one' ? one : other}`
}

/** `a, b, and c`, or `a, b, or c`. */
export function listed(items: readonly string[], kind: 'and' | 'or' = 'and'): string {
  return lists[kind].format(items)
}
