/** A stretch of time in which something is under way, in milliseconds. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Where times stand on the axis. */
export interface Scale {
  readonly x: (at: number) => number
  readonly ticks: readonly { readonly x: number; readonly ms: number }[]
  /** Pauses that are drawn shorter than they were. */
  readonly folds: readonly { readonly x: number; readonly width: number; readonly ms: number }[]
}

/** A pause from which on it may be folded; one with something under way, which is a wait. In milliseconds. */
const longPause = 100
const longWait = 10_000
/** The width of a folded pause, and the least one between two ticks. */
const foldWidth = 56
const tickWidth = 80
/** Room for what a tick says. */
const labelWidth = 40

/**
 * A true axis for these moments, from the first to the last: a millisecond is as wide everywhere but in long pauses,
 * which are folded where they would take more room than all that happened. Pure.
 */
export function scaleOf(
  moments: readonly number[],
  underWay: readonly Stretch[],
  width: number,
): Scale {
  const times = [...new Set(moments)].sort((a, b) => a - b)
  const [first = 0] = times
  const gaps = times.slice(1).map((to, i) => ({ from: times[i] ?? to, to }))
  const isWait = ({ from, to }: Stretch) => underWay.some((one) => one.from <= from && one.to >= to)
  const limitOf = (gap: Stretch) => (isWait(gap) ? longWait : longPause)
  const long = gaps.filter((gap) => gap.to - gap.from > limitOf(gap))
  const busyMs = lengthOf(gaps) - lengthOf(long)
  const folded = new Set(long.filter((gap) => gap.to - gap.from > busyMs))
  const keptMs = lengthOf(gaps) - lengthOf([...folded])
  const perMs = keptMs === 0 ? 0 : Math.max(width - folded.size * foldWidth, width / 4) / keptMs
  let x = 0
  const pieces = gaps.map((gap) => {
    const piece = { ...gap, x, width: folded.has(gap) ? foldWidth : (gap.to - gap.from) * perMs }
    x += piece.width
    return piece
  })
  const place = (at: number) => {
    const piece = pieces.find(({ to }) => at <= to)
    if (piece === undefined) return x
    const part = (at - piece.from) / (piece.to - piece.from)
    return piece.x + Math.max(part, 0) * piece.width
  }
  const folds = pieces
    .filter((_, i) => folded.has(gaps[i] ?? { from: 0, to: 0 }))
    .map(({ x, width, from, to }) => ({ x, width, ms: to - from }))
  const isClear = (at: number) =>
    folds.every((fold) => at <= fold.x - labelWidth || at >= fold.x + fold.width)
  return {
    x: place,
    ticks: ticksOf(first, times.at(-1) ?? first, perMs)
      .map((ms) => ({ x: place(first + ms), ms }))
      .filter(({ x }) => isClear(x)),
    folds,
  }
}

const lengthOf = (stretches: readonly Stretch[]) =>
  stretches.reduce((sum, { from, to }) => sum + to - from, 0)

/** Ticks are counted at most, however long the axis is. */
const mostTicks = 200

/** Round numbers of milliseconds after the first moment. */
function ticksOf(first: number, last: number, perMs: number): number[] {
  if (perMs === 0) return [0]
  const least = tickWidth / perMs
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((ms) => ms >= least) ?? least
  const count = Math.floor((last - first) / step) + 1
  // With folded pauses most of them fall into these.
  return count > mostTicks * 10 ? [0] : Array.from({ length: count }, (_, i) => i * step)
}
