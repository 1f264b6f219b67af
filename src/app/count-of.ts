import { errors } from '../words/errors.ts'

/** A whole number from 1 on, as it was typed. Throws a CourseError for anything else. */
export function countOf(option: string, given: string, most: number): number {
  const count = Number(given)
  if (!/^\d{1,9}$/.test(given) || count < 1 || count > most)
    throw errors.badCount(option, given, most)
  return count
}
