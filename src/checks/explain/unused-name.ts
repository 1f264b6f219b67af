import type { Outline } from './source/outline.ts'

/** The one name that a program makes at its top and uses nowhere; undefined where there is none, or several. */
export function unusedName({ assignments }: Outline, source: string): string | undefined {
  const uses = (name: string) =>
    source.match(new RegExp(`(?<![\\w$])${name}(?![\\w$])`, 'g'))?.length
  const unused = assignments.filter(
    ({ target, functions, loops, className }) =>
      functions.length === 0 &&
      loops === 0 &&
      !className &&
      /^\w+$/.test(target) &&
      uses(target) === 1,
  )
  return unused.length === 1 ? unused[0]?.target : undefined
}
