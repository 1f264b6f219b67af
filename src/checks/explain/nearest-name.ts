/** How many letters of a name may be other ones. */
const usualLimit = (name: string) => (name.length < 4 ? 1 : name.length < 7 ? 2 : 3)

/** The name among several that is meant by a misspelt one; undefined where none comes near. */
export function nearestName(
  name: string,
  among: Iterable<string>,
  limit = usualLimit(name),
): string | undefined {
  let best: { name: string; distance: number } | undefined
  for (const other of among) {
    if (other === name) continue
    const distance = other.toLowerCase() === name.toLowerCase() ? 0.5 : distanceBetween(name, other)
    if (distance <= limit && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { name: other, distance }
  }
  return best?.name
}

/** How many letters have to be put in, taken out, changed, or swapped with the next one. */
function distanceBetween(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
