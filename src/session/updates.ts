import type { FeedBuilder } from './feed.ts'
import type { Printed } from './printed.ts'
import type { Running } from './running.ts'
import { pageOf } from './state.ts'

/** Has a session's state follow what comes from its server. */
export interface Updates {
  /** Something is new: the state has it soon. */
  soon(): void
  /** An event on the wire is new. */
  event(): void
  stop(): void
}

/** The state changes at most this often, and while much more comes it waits a little longer: drawing takes time. */
const updateMs = 50
const busyEvents = 20
const maxPostponed = 20

export function createUpdates(running: Running, feed: FeedBuilder, printed: Printed): Updates {
  let timer: NodeJS.Timeout | undefined
  /** Events since the state was to change. */
  let events = 0
  let postponed = 0

  const update = () => {
    timer = undefined
    const isBusy = events > busyEvents
    events = 0
    if (isBusy && ++postponed < maxPostponed) return soon()
    postponed = 0
    const { state } = running
    const isSeen = pageOf(state).type === 'wire' && state.paused === undefined
    const hasVisitor = feed.feed.requests > 0 && state.server?.awaits !== undefined
    running.set({
      feed: feed.feed,
      printed: printed.lines,
      ...(isSeen && { seen: feed.feed.requests }),
      ...(hasVisitor && state.server && { server: { ...state.server, awaits: undefined } }),
    })
  }
  const soon = () => {
    timer ??= setTimeout(update, updateMs)
  }
  return {
    soon,
    event() {
      events += 1
      soon()
    },
    stop: () => clearTimeout(timer),
  }
}
