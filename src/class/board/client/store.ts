import type { BoardEvent, Role, Row, StageOfClass } from '../protocol.ts'

/** What the page knows: all that it draws follows from this. */
export interface PageState {
  /** `lost`: the stream broke, and is tried again. */
  readonly link: 'opening' | 'live' | 'lost'
  readonly role: Role
  readonly stages: readonly StageOfClass[]
  readonly joins: (BoardEvent & { type: 'class' })['joins']
  readonly glance: (BoardEvent & { type: 'glance' }) | undefined
  readonly wall: (BoardEvent & { type: 'wall' }) | undefined
  /** In the order of the page. */
  readonly rows: readonly Row[]
  /** The board's clock when it told something last. */
  readonly nowMs: number
}

export const emptyState: PageState = {
  link: 'opening',
  role: 'wall',
  stages: [],
  joins: undefined,
  glance: undefined,
  wall: undefined,
  rows: [],
  nowMs: 0,
}

/** The state after an event. Pure. */
export function fold(state: PageState, event: BoardEvent): PageState {
  switch (event.type) {
    // The stream begins: what was known may be of another time.
    case 'class':
      return {
        ...state,
        role: event.role,
        stages: event.stages,
        joins: event.joins,
        rows: [],
        link: 'live',
      }
    case 'glance':
      return { ...state, glance: event, nowMs: event.nowMs }
    case 'wall':
      return { ...state, wall: event, nowMs: event.nowMs }
    case 'rows': {
      const known = new Map(state.rows.map((row) => [row.id, row]))
      for (const row of event.rows) known.set(row.id, row)
      return {
        ...state,
        nowMs: event.nowMs,
        rows: event.order.flatMap((id) => known.get(id) ?? []),
      }
    }
  }
}

/** Which rows are shown: all, or those who need somebody; of these, those whose name holds a text. */
export function chosenRows(
  rows: readonly Row[],
  { text, onlyNeed }: { readonly text: string; readonly onlyNeed: boolean },
): readonly Row[] {
  const wanted = text.trim().toLowerCase()
  return rows.filter(
    ({ name, need }) =>
      (!onlyNeed || ['hand', 'stuck', 'silent'].includes(need)) &&
      name.toLowerCase().includes(wanted),
  )
}
