import { slipWords as words } from '../../../words/slips.ts'
import { mentions } from './program-text.ts'
import { isIn, isSilent, type SlipRule, slip } from './slip.ts'

/** `while b'\r\n\r\n' not in request:`, where nothing in the loop changes `request`. */
export const neverEnds: SlipRule = (e) => {
  if (!isSilent(e) && e.failure.kind !== 'early') return undefined
  const { assignments, calls, loops } = e.outline
  for (const loop of loops) {
    const { test } = loop
    // What is called there may give something else each time.
    const isPlain = !/\w\s*\(/.test(
      test.replace(/\.(?:includes|endsWith|indexOf|find)\s*\(|\blen\s*\(|\bnot\s*\(/g, ''),
    )
    if (loop.functions.length === 0 || !isPlain || /\b(?:break|await)\b/.test(loop.text)) continue
    const made = assignments.filter(
      ({ target, functions }) =>
        functions.join() === loop.functions.join() && mentions(test, target),
    )
    const [name] = made.map(({ target }) => target)
    if (name === undefined || new Set(made.map(({ target }) => target)).size > 1) continue
    const isChanged =
      made.some((each) => isIn(each, loop)) ||
      calls.some(
        (call) =>
          isIn(call, loop) &&
          call.name.startsWith(`${name}.`) &&
          !isIn(call, { ...loop, endLine: loop.line + 1, endColumn: 1 }),
      )
    if (isChanged) continue
    const added = assignments.find(
      (each) =>
        each.target === name &&
        each.line > loop.endLine &&
        each.functions.join() === loop.functions.join(),
    )
    const part = {
      ...loop,
      endLine: loop.line,
      endColumn: loop.column + (loop.text.split('\n')[0] ?? '').length,
    }
    const cause = slip(e, 'never-ends', part, words.neverEnds(name, added))
    return /^1/.test(e.file) ? { ...cause, screen: 'receive' } : cause
  }
  return undefined
}
