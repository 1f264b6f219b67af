import { changeWords } from '../../../words/changes.ts'
import type { Failure } from '../failure.ts'
import { type Change, editorFor } from './edit.ts'
import { undoneInTree } from './tree/undone-in-tree.ts'
import type { Undo } from './undo.ts'
import {
  functionGiven,
  neverCalled,
  noBeginning,
  notCalled,
  notKept,
  otherFunction,
  otherMain,
  replacesParents,
  returnMissing,
  swapped,
  testedNotCalled,
  unboundMethod,
} from './undone-calls.ts'
import { hoisted, inverted, oneTooMany, otherError, otherIndent } from './undone-flow.ts'
import {
  oneOff,
  openedAsText,
  otherEmpty,
  otherJoin,
  otherStatus,
  otherThanFound,
  replacedNotAdded,
  stringForBytes,
  stripped,
  strOfBytes,
  tagsSwapped,
} from './undone-values.ts'
import { otherLineEnd, otherVariable, otherWayOut, printsMore } from './undone-words.ts'

const { slips } = changeWords

/**
 * Small changes that undo slips which beginners make in programs of any shape, the likelier first. Each is
 * only a guess until it has been tried.
 */
export function undone(
  source: string,
  language: 'node' | 'python',
  failure: Failure['kind'],
): Change[] {
  const editor = editorFor(source, language)
  const made = (isMeant: (undo: Undo) => boolean) =>
    (isMute.has(failure) ? whereMute : whereWrong).filter(isMeant).flatMap((undo) =>
      editor.own.flatMap((each, at) =>
        undo(each, at, editor).map((change) => ({
          ...withWhy(change, usual.get(undo)),
          isBold: !isPlain.has(undo),
        })),
      ),
    )
  if (language === 'python') return made(() => true)
  const tree = undoneInTree(editor, failure)
  if (tree === undefined) return []
  const all = [
    ...made((undo) => isPlain.has(undo) && !inTree.has(undo)),
    ...tree.plain,
    ...made((undo) => !isPlain.has(undo) && !inTree.has(undo)),
    ...tree.bold,
  ]
  return all.filter(({ source: each }, i) => all.findIndex((other) => other.source === each) === i)
}

/** Failures in which nothing came, or the program does not even run. */
const isMute: ReadonlySet<Failure['kind']> = new Set([
  'not-listening',
  'exited',
  'crashed',
  'refused',
  'hung',
  'unanswered',
  'reset',
  'unfinished',
])

/** Slips that show in the text: what undoes them helps only where they are one. */
const plain: readonly Undo[] = [
  notCalled,
  otherMain,
  neverCalled,
  otherEmpty,
  openedAsText,
  noBeginning,
  unboundMethod,
  functionGiven,
  testedNotCalled,
  stringForBytes,
  strOfBytes,
  notKept,
  replacedNotAdded,
  otherThanFound,
  tagsSwapped,
  otherJoin,
  otherLineEnd,
]
const whereMute: readonly Undo[] = [
  ...plain,
  replacesParents,
  returnMissing,
  stripped,
  swapped,
  oneTooMany,
  otherIndent,
  inverted,
  otherWayOut,
  otherFunction,
  oneOff,
  otherError,
  otherVariable,
]
const whereWrong: readonly Undo[] = [
  ...plain,
  otherStatus,
  printsMore,
  hoisted,
  stripped,
  replacesParents,
  swapped,
  inverted,
  otherFunction,
  oneTooMany,
  otherIndent,
  oneOff,
  otherError,
  returnMissing,
  otherWayOut,
  otherVariable,
]
/** What is found in a program's tree more exactly. */
const inTree: ReadonlySet<Undo> = new Set([otherThanFound, otherLineEnd, otherVariable, oneTooMany])
const isPlain: ReadonlySet<Undo> = new Set([...plain, returnMissing])

/** What is wrong where the same is wrong each time. */
const usual: ReadonlyMap<Undo, string> = new Map([
  [openedAsText, slips.openedAsText],
  [inverted, slips.inverted],
])

const withWhy = (change: Change, why: string | undefined): Change =>
  why === undefined ? change : { why, ...change }
