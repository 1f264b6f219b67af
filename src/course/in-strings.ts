/** The same data with every string in it changed. */
export function inStrings<T>(value: T, change: (text: string) => string): T
export function inStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((each) => inStrings(each, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, inStrings(each, change)]),
  )
}
