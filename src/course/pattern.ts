/** Lines have a beginning and an end of their own, and a letter is a letter in any script. */
export const patternFlags = 'mu'

/** Whether it is a regular expression. */
export function isPattern(source: string): boolean {
  try {
    new RegExp(source, patternFlags)
    return true
  } catch {
    return false
  }
}
