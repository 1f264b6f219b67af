import { nodeErrorWords } from '../../words/errors-of-node.ts'
import { slipWords } from '../../words/slips.ts'
import type { Cause } from './cause.ts'
import type { Rule } from './evidence.ts'
import { whereAt } from './where.ts'

/** `1-raw-socket/server.js:5:14: This string has no end.` */
const placed = /^(.+?):(\d+):(\d+): (.+)$/s

/** A file that the course's own parser could not read, before Node saw it. */
export const unreadable: Rule = (evidence) => {
  const { failure } = evidence
  if (failure.kind !== 'not-started') return undefined
  const [, file, line, column, said] = placed.exec(failure.reason) ?? []
  if (file === undefined || said === undefined) return undefined
  const [why = said, ...fix] = said.split(/(?<=[.!?])\s+(?=\p{Lu})/u)
  const at = Number(column)
  const where = whereAt(evidence, file, Number(line))
  const word = /^[\w$]+|^./u.exec(where.text?.slice(at - 1) ?? '')?.[0] ?? ''
  return {
    id: 'syntax',
    what: nodeErrorWords.unreadable,
    where: { ...where, column: at, endColumn: at + word.length },
    why: `${why[0]?.toLowerCase() ?? ''}${why.slice(1).replace(/\.$/, '')}`,
    fix: fix.length === 0 ? undefined : fix.join(' '),
    screen: false,
  }
}

/**
 * The cause where a learner's server is not there: it has a name like the right one, or was not begun.
 * `names` are those of the files in its folder.
 */
export function missingServer(file: string, names: readonly string[], stage: number): Cause {
  const folder = file.slice(0, file.lastIndexOf('/') + 1)
  const name = file.slice(folder.length)
  const like = names.find(
    (each) => each.toLowerCase() === name || each.toLowerCase().startsWith(`${name}.`),
  )
  const base = { where: undefined, why: undefined, screen: false } as const
  if (like === undefined)
    return {
      ...base,
      id: 'not-begun',
      what: slipWords.missingFile(file),
      fix: slipWords.openStage(stage),
    }
  return { ...base, id: 'other-name', ...slipWords.renameFile(`${folder}${like}`, name) }
}

/** The cause where a pipe, a device or a folder has the name of a learner's server. */
export const oddServer = (file: string): Cause => ({
  id: 'not-ordinary',
  what: slipWords.oddFile(file),
  where: undefined,
  why: undefined,
  fix: slipWords.moveAway,
  screen: false,
})

/** A program that ended at once because there is nothing in it. */
export const emptyFile: Rule = ({ failure, file, textOf }) =>
  failure.kind === 'exited' && textOf(file)?.trim() === ''
    ? {
        id: 'empty-file',
        what: slipWords.emptyFile(file),
        where: undefined,
        why: undefined,
        fix: slipWords.fillFile,
      }
    : undefined
