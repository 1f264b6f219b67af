import { glanceOf } from './glance.ts'
import type { StuckLimits } from './needs.ts'
import type { BoardEvent, Role, Row, StageOfClass } from './protocol.ts'
import { rowsOf } from './rows.ts'
import type { ClassState } from './state.ts'

/** What the page shows, drawn from the class at most four times a second, and every two seconds in any case. */
export interface LiveView {
  readonly stages: readonly StageOfClass[]
  /** How to join, for those who may know. */
  joins(): (BoardEvent & { type: 'class' })['joins']
  readonly now: Drawn
  /** Told after each drawing. Gives back what ends that. While nobody looks, nothing is drawn. */
  subscribe(listener: () => void): () => void
  close(): void
}

/** The class as it was at a moment. */
export interface Drawn {
  readonly nowMs: number
  readonly glance: Omit<BoardEvent & { type: 'glance' }, 'type' | 'nowMs'>
  /** Each row as JSON, by its id, in the order of the page. */
  readonly rows: ReadonlyMap<string, string>
}

export interface LiveClass {
  readonly students: ClassState
  readonly teaching: Pick<Drawn['glance'], 'isLookUp' | 'isClosed'> & {
    readonly offer?: number | undefined
  }
  wrongCodes(): number
  onChange(listener: () => void): () => void
}

/** Milliseconds between two drawings at least, and at most: time alone makes somebody stuck. */
const leastMs = 250
const mostMs = 2000

export function createLiveView(
  live: LiveClass,
  {
    stages,
    limits,
    joins,
    nowMs,
  }: Pick<LiveView, 'stages' | 'joins'> & { limits: StuckLimits; nowMs: () => number },
): LiveView {
  const listeners = new Set<() => void>()
  let drawn: Drawn | undefined
  let drawnAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  let stop = () => {}

  const draw = (): Drawn => {
    const now = nowMs()
    const { students, teaching } = live
    const rows = rowsOf(students, stages, now, limits)
    return {
      nowMs: now,
      glance: {
        glance: glanceOf(
          [...students.values()],
          stages.map(({ name }) => name),
          now,
          limits,
        ),
        offer: teaching.offer,
        isLookUp: teaching.isLookUp,
        isClosed: teaching.isClosed,
        wrongCodes: live.wrongCodes(),
      },
      rows: new Map(rows.map((row: Row) => [row.id, JSON.stringify(row)])),
    }
  }
  const tell = () => {
    drawn = draw()
    drawnAt = performance.now()
    schedule(mostMs)
    for (const listener of listeners) listener()
  }
  const schedule = (inMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(tell, inMs)
  }
  const change = () => schedule(Math.max(drawnAt + leastMs - performance.now(), 0))

  return {
    stages,
    joins,
    get now() {
      drawn ??= draw()
      return drawn
    },
    subscribe(listener) {
      if (listeners.size === 0) {
        stop = live.onChange(change)
        drawn = draw()
        drawnAt = performance.now()
        schedule(mostMs)
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop()
        clearTimeout(timer)
        drawn = undefined
      }
    },
    close() {
      stop()
      clearTimeout(timer)
      listeners.clear()
    },
  }
}

/**
 * The events that bring a page up to date. Gives back what it knows then; the wall is told counts alone, whatever
 * is asked.
 */
export function eventsFor(
  view: LiveView,
  role: Role,
  known: ReadonlyMap<string, string> | undefined,
): { readonly events: readonly string[]; readonly known: ReadonlyMap<string, string> } {
  const { nowMs, glance, rows } = view.now
  const first: BoardEvent = {
    type: 'class',
    role,
    stages: view.stages,
    joins: role === 'wall' ? undefined : view.joins(),
  }
  const { students, here, stages } = glance.glance
  const counts: BoardEvent =
    role === 'wall'
      ? { type: 'wall', nowMs, counts: { students, here, stages }, isLookUp: glance.isLookUp }
      : { type: 'glance', nowMs, ...glance }
  const events = [...(known === undefined ? [first] : []), counts].map((event) =>
    JSON.stringify(event),
  )
  if (role === 'wall') return { events, known: noRows }
  const fresh = [...rows].filter(([id, row]) => known?.get(id) !== row).map(([, row]) => row)
  const order = JSON.stringify([...rows.keys()])
  return {
    // The rows are JSON already.
    events: [
      ...events,
      `{"type":"rows","nowMs":${nowMs},"rows":[${fresh.join(',')}],"order":${order}}`,
    ],
    known: rows,
  }
}

const noRows: ReadonlyMap<string, string> = new Map()
