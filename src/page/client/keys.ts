import type { PageAct, PageSession } from '../protocol.ts'

/** What a key means in the session, as it does in the terminal; undefined where it does nothing now. */
export function actOfKey(key: string, session: PageSession): PageAct | undefined {
  const pressed = named[key] ?? key.toLowerCase()
  if (/^[1-9]$/.test(pressed) && Number(pressed) <= choicesOf(session))
    return { type: 'pick', number: Number(pressed) }
  const action = session.actions.find((each) => each.key === pressed)
  return action && { type: 'act', id: action.id, key: action.key }
}

/** Keys that a browser calls otherwise. */
const named: Readonly<Record<string, string>> = { Enter: 'enter', Escape: 'escape', ' ': 'space' }

/** How many things can be picked now. */
export function choicesOf({ lesson, asking }: PageSession): number {
  if (lesson === undefined || asking !== undefined) return 0
  const quiz = lesson.blocks.find((block) => block.type === 'quiz')
  return quiz?.choices.length ?? lesson.choices.length
}

/** Where a key has a meaning of its own: text is typed there, or Enter presses what is focused. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true
  const { target } = event
  if (!(target instanceof Element)) return false
  if (target.closest('input, textarea, select, [contenteditable], dialog') !== null) return true
  return (
    (event.key === 'Enter' || event.key === ' ') && target.closest('button, a, summary') !== null
  )
}
