import type { Explanation } from '../../checks/explain/explain.ts'
import { isFailed, type Result } from '../../checks/explain/failure.ts'
import { type Part, partsOfFailure, partsOfWarning } from '../../checks/explain/parts.ts'
import type { Check } from '../../course/checks.ts'
import { exerciseOf, firstSentence, type Stage } from '../../course/course.ts'
import {
  type CheckedState,
  type ExerciseState,
  hasExercise,
  type SessionState,
} from '../../session/state.ts'
import { checksWords } from '../../words/checks.ts'
import { clockOf } from '../../words/clock.ts'
import { terminalWords } from '../../words/terminal.ts'
import { controlPictures, visible, visibleText } from '../../words/visible.ts'
import type { CheckWire, ExercisePage, PageBlock, PageCheck, PageStep } from '../protocol.ts'
import { checkWires } from './check-wire.ts'
import { codeOf, markedLine } from './code.ts'
import { blocksOf, inlinesOf, plainBlock } from './markdown.ts'

/** The learner's own server of the stage, with the checks as they stand; undefined where it is not at work. */
export function exercisePage(state: SessionState): ExercisePage | undefined {
  const { exercise, stage } = state
  if (exercise === undefined || stage === undefined) return undefined
  const { shown, path, isChecking, last, notices } = exercise
  const results = last?.results ?? []
  return {
    file: shown,
    path,
    isAtWork: hasExercise(stage.screens[state.screen - 1]),
    isChecking,
    passed: passedOf(results),
    of: stage.checks.length,
    summary: last?.isWhole === true ? summaryOf(last.results) : undefined,
    when: last && whenOf(last),
    notices,
    steps: stepsOf(stage, exercise),
  }
}

const passedOf = (results: readonly Result[]) =>
  results.filter(({ verdict }) => verdict.type === 'passes').length

function summaryOf(results: readonly Result[]): string {
  const count = (type: string) => results.filter(({ verdict }) => verdict.type === type).length
  const all = results.length
  const passed = count('passes')
  return passed === all
    ? checksWords.allPass(all)
    : checksWords.somePass(passed, all, count('fails'), count('not-reached'))
}

const whenOf = ({ savedAt, at, tookMs }: CheckedState) =>
  savedAt === undefined
    ? terminalWords.checkedIn(tookMs, clockOf(at.getTime()))
    : terminalWords.savedAndChecked(clockOf(savedAt.getTime()), tookMs)

/** Every step with its checks, and the checks that belong to none. */
function stepsOf(stage: Stage, exercise: ExerciseState): PageStep[] {
  const { last } = exercise
  const wires = checkWires(exercise)
  const steps = exerciseOf(stage)?.steps ?? []
  const results = last?.results ?? []
  const named = steps.flatMap(({ checks }) => checks)
  const rest = stage.checks.filter(({ id }) => !named.includes(id))
  const all = steps.map(({ task, checks }, i) => ({
    number: i + 1,
    task,
    checks: stage.checks.filter(({ id }) => checks.includes(id)),
  }))
  const isDone = ({ checks }: { readonly checks: readonly Check[] }) =>
    checks.every(({ id }) => verdictOf(id, results) === 'passes')
  const next = all.find((step) => !isDone(step))
  return [...all, { number: undefined, task: '', checks: rest }]
    .filter(({ checks }) => checks.length > 0)
    .map((step) => ({
      number: step.number,
      task: blocksOf(step.task),
      sentence: inlinesOf(firstSentence(step.task)),
      passed: step.checks.filter(({ id }) => verdictOf(id, results) === 'passes').length,
      isOpen: last === undefined || step === next,
      checks: step.checks.map((check) => pageCheck(check, results, stage, wires.get(check.id))),
    }))
}

const resultOf = (id: string, results: readonly Result[]) =>
  results.find(({ check }) => check.id === id)

const verdictOf = (id: string, results: readonly Result[]): PageCheck['verdict'] =>
  resultOf(id, results)?.verdict.type ?? 'not-run'

/** A check with what became of it and, where it fails, what went wrong. */
function pageCheck(
  check: Check,
  results: readonly Result[],
  stage: Stage,
  wire: CheckWire | undefined,
): PageCheck {
  const result = resultOf(check.id, results)
  const parts = result === undefined ? [] : partsOf(result, stage)
  return {
    id: check.id,
    name: check.check,
    verdict: result?.verdict.type ?? 'not-run',
    parts: parts.map((part) => ({ name: part.name, blocks: blocksOfPart(part, stage) })),
    wire,
  }
}

function partsOf(result: Result, stage: Stage): Part[] {
  if (isFailed(result)) return partsOfFailure(result, stage)
  const { verdict } = result
  return verdict.type === 'passes' && verdict.warning !== undefined
    ? partsOfWarning(verdict.warning, stage)
    : []
}

function blocksOfPart(part: Part, { language }: Stage): PageBlock[] {
  switch (part.type) {
    case 'plain':
      return part.text.split('\n').map((line) => plainBlock(visibleText(line, controlPictures)))
    case 'command':
      return [codeOf(visibleText(part.text, controlPictures), 'sh')]
    case 'markdown':
      return blocksOf(part.text)
    case 'bytes': {
      const { bytes, start, end, cut } = part.excerpt
      const { text, indexOf } = visible(bytes, controlPictures)
      const before = cut.before ? '…' : ''
      const label = {
        start: before.length + indexOf(start),
        end: before.length + indexOf(end),
        words: part.words,
        isWrong: true,
      }
      const line = before + text + (cut.after ? '…' : '')
      return [markedLine(line, { language: 'http', labels: [label] })]
    }
    case 'source':
      return [sourceLine(part.where, language)]
  }
}

/** The learner's own line without its indentation, its part marked. */
function sourceLine(where: NonNullable<Explanation['where']>, language: string) {
  const { text = '', column, endColumn, line, why } = where
  const code = text.replaceAll('\t', ' ').trimEnd()
  const indent = code.length - code.trimStart().length
  const start = Math.max((column ?? indent + 1) - 1, indent) - indent
  const end = Math.min((endColumn ?? code.length + 1) - 1, code.length) - indent
  const isMarked = column !== undefined || (why ?? '') !== ''
  return markedLine(visibleText(code.slice(indent), controlPictures), {
    language,
    number: line,
    labels: isMarked ? [{ start, end: Math.max(end, start), words: why ?? '', isWrong: true }] : [],
  })
}
