/** How much of the time is worked while more than so many changes a second come, while few come, and while none does. */
const busyRate = 1000
const slices = {
  busy: { workMs: 1, everyMs: 250 },
  usual: { workMs: 4, everyMs: 25 },
  calm: { workMs: 8, everyMs: 8 },
}
/** Exchanges that may be kept at once, and a second. */
const bucket = { most: 3000, perSecond: 400 }

/** When to look at what has come, so that passing bytes on comes first. */
export interface Pace {
  /** Something has come. */
  changed(): void
  /** There is time to keep one more exchange whole. */
  mayKeep(): boolean
  readonly isBusy: boolean
  stop(): void
}

/**
 * Does work a piece at a time, in slices of the time that bytes leave; `work` gives the pieces that there are now, and
 * `onCalm` is called when it is no longer too much that comes.
 */
export function createPace(work: () => Iterator<unknown>, onCalm: () => void): Pace {
  let timer: NodeJS.Timeout | undefined
  let changes = 0
  let lookedAt = performance.now()
  let slice: keyof typeof slices = 'usual'
  let tokens = bucket.most

  const look = () => {
    timer = undefined
    const now = performance.now()
    const elapsedMs = now - lookedAt
    const rate = (changes * 1000) / Math.max(elapsedMs, 1)
    const wasBusy = slice === 'busy'
    slice = changes === 0 ? 'calm' : rate > busyRate ? 'busy' : 'usual'
    tokens = Math.min(tokens + (elapsedMs * bucket.perSecond) / 1000, bucket.most)
    lookedAt = now
    if (wasBusy && slice !== 'busy') onCalm()
    const isNews = changes > 0
    changes = 0
    const pieces = work()
    const endAt = now + slices[slice].workMs
    let isDone = false
    while (!isDone && performance.now() < endAt) isDone = pieces.next().done === true
    // Once more where something came: only then it is known that no more does.
    if (!isDone || isNews) timer = setTimeout(look, slices[slice].everyMs)
  }

  return {
    changed() {
      changes += 1
      timer ??= setTimeout(look, slices[slice].everyMs)
    },
    mayKeep() {
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    get isBusy() {
      return slice === 'busy'
    },
    stop: () => clearTimeout(timer),
  }
}
