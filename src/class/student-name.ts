/** Characters of a name at most. */
const maxCharacters = 40

/**
 * A name as it is kept: without spaces around it, and without what hides or reorders text. Undefined where
 * nothing is left, or it is too long.
 */
export function studentName(given: string): string | undefined {
  const name = given
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return name === '' || [...name].length > maxCharacters ? undefined : name
}

/** What two names have in common that a teacher could take for one another. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()
