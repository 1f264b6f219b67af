import type { Failure } from '../../failure.ts'
import type { Change, Editor } from '../edit.ts'
import * as calls from './calls.ts'
import * as flow from './flow.ts'
import * as names from './names.ts'
import { changeOf, treeOf, type UndoInTree } from './tree.ts'
import * as values from './values.ts'

/** Slips that show in the text: what undoes them helps only where they are one. */
const plain: readonly UndoInTree[] = [
  calls.awaitMissing,
  calls.functionAsText,
  calls.calledAtOnce,
  calls.resultUnused,
  calls.otherEncoding,
  values.assignedNotCompared,
  values.replacedNotAdded,
  values.otherThanFound,
  values.otherLineEnd,
  values.lineForEmptyLine,
  names.otherField,
  names.otherProperty,
  calls.neverCalled,
  names.otherSpelling,
  flow.breakMissing,
  flow.madeAgain,
  flow.madeTooLate,
  flow.madeTooSoon,
  flow.arrowGivesNothing,
]

/** What may help by chance, too. */
const bold: readonly UndoInTree[] = [
  values.otherElement,
  flow.leaveMissing,
  values.otherNumber,
  calls.otherEvent,
  calls.otherBoolean,
  calls.optionTooMany,
  values.otherOperator,
  flow.otherOrder,
  flow.otherBlock,
  calls.argumentsSwapped,
  values.elementsSwapped,
  calls.returnTooMany,
  names.otherVariable,
  calls.callTooMany,
  flow.oneTooMany,
]

/** Failures that an error has made. */
const ofError: ReadonlySet<Failure['kind']> = new Set([
  'wrong-status',
  'crashed',
  'unanswered',
  'reset',
])

/** A head is not whole only where something is wrong with it. */
const ofHead: ReadonlySet<Failure['kind']> = new Set([
  'malformed',
  'wrong-body',
  'wrong-field',
  'missing-field',
  'wrong-status',
])

/**
 * Small changes that undo slips in a program of JavaScript or TypeScript: those that show in its text, and
 * those that may help by chance. Undefined where it can't be read.
 */
export function undoneInTree(
  editor: Editor,
  failure: Failure['kind'],
): { readonly plain: readonly Change[]; readonly bold: readonly Change[] } | undefined {
  const tree = treeOf(editor.source)
  if (tree === undefined) return undefined
  const made = (undos: readonly UndoInTree[], isBold: boolean): Change[] =>
    undos.flatMap((undo) =>
      tree.places.flatMap((place) =>
        undo(place, tree).flatMap((each) => {
          const change = changeOf(each, editor)
          return change === undefined ? [] : [{ ...change, isBold }]
        }),
      ),
    )
  return {
    plain: made(ofError.has(failure) ? [...plain, calls.absentValue] : plain, false),
    bold: made(ofHead.has(failure) ? [values.emptyLineMissing, ...bold] : bold, true),
  }
}
