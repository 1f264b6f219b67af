import { createHash } from 'node:crypto'
import { readRemembered, remember } from './remembered.ts'

/** Whether this was marked for this user, under the name of a list. */
export const isMarked = (list: string, what: readonly string[]): boolean =>
  marksIn(list).includes(markOf(what))

/** Marks something for this user. The list holds no words of it: they may be secret. */
export function mark(list: string, what: readonly string[]): void {
  if (!isMarked(list, what))
    remember(list, [...marksIn(list), markOf(what)].slice(-maxMarks).join('\n'))
}

/** Marks in a list at most; the oldest goes first. */
const maxMarks = 200
const marksIn = (list: string) => readRemembered(list)?.split('\n') ?? []
const markOf = (what: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(what)).digest('hex')
