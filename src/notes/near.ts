/** The word of a list that is at most so many edits away; undefined where there is none, or where the word is in it. */
export function near(word: string, list: readonly string[], most: number): string | undefined {
  const lower = word.toLowerCase()
  let best: string | undefined
  let least = most + 1
  for (const one of list) {
    const other = one.toLowerCase()
    if (other === lower) return undefined
    if (Math.abs(other.length - lower.length) > most) continue
    const distance = edits(lower, other)
    if (distance < least) {
      least = distance
      best = one
    }
  }
  return best
}

/** Letters added, left out, changed, or swapped with their neighbour (optimal string alignment). */
function edits(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
