import { checksWords } from '../../../words/checks.ts'
import { pythonErrorWords } from '../../../words/errors-of-python.ts'
import { slipWords } from '../../../words/slips.ts'
import type { Cause } from '../cause.ts'
import type { Evidence } from '../evidence.ts'
import type { ProgramError } from '../program-error.ts'
import { portWritten } from '../source/program-slips.ts'
import { whereOf, whereOfError } from '../where.ts'
import { causeOfError } from './error-rule.ts'
import { nodeRules } from './node.ts'
import { pythonRules } from './python.ts'
import { pythonSyntaxRules } from './python-syntax.ts'

const isSyntax = /^(?:SyntaxError|IndentationError|TabError)\b|^ValueError: source code/

/** What the error means that the program printed. */
export function causeOfPrintedError(evidence: Evidence): Cause | undefined {
  const { error } = evidence
  if (error === undefined) return undefined
  const known = knownCause(error, evidence)
  // The learner did not choose who else uses that port, only the number.
  if (known?.id === 'port-taken' && evidence.outline !== undefined)
    return portWritten({ ...evidence, outline: evidence.outline }) ?? known
  return known ?? unknownCause(error, evidence)
}

function knownCause(error: ProgramError, evidence: Evidence): Cause | undefined {
  const { language } = evidence
  if (language !== 'py') return causeOfError(nodeRules, error, evidence)
  if (!isSyntax.test(error.message)) return causeOfError(pythonRules, error, evidence)
  const cause = causeOfError(pythonSyntaxRules, error, evidence)
  return cause && { ...cause, what: pythonErrorWords.unreadableFile }
}

/** An error that is not in the catalogue is shown whole, with the line to fix first, and nothing more. */
function unknownCause(error: ProgramError, evidence: Evidence): Cause | undefined {
  if (error.at === undefined) return undefined
  const where = whereOfError(evidence, error.at)
  const fix = checksWords.fixFirst(where.line)
  return {
    id: 'unknown-error',
    what: undefined,
    where,
    why: undefined,
    fix,
    screen: false,
    isGuess: true,
  }
}

/** `[Errno 2] No such file or directory: 'x'`: what Python says of an error that the program printed itself. */
const errno = /(?:\w+Error: )?\[(?:Errno|WinError) (\d+)\] .+$/m
const namesOfErrno: Readonly<Record<string, string>> = {
  2: 'FileNotFoundError',
  13: 'PermissionError',
  20: 'NotADirectoryError',
  21: 'IsADirectoryError',
}

/** Where the program opens a file in a function. */
function whereOpened(evidence: Evidence) {
  const open = evidence.outline?.calls.find(
    ({ name, functions }) =>
      functions.length > 0 && /(?:^|\.)(?:open|readFile|readFileSync|createReadStream)$/.test(name),
  )
  return open && whereOf(evidence, open)
}

/** What an error means that the program caught, and printed in words of its own. */
export function causeOfCaughtError(evidence: Evidence): Cause | undefined {
  const { printed, language, failure, check } = evidence
  if (failure.kind === 'wrong-output') return undefined
  const isTakenAway = Object.values(check.files).includes(null)
  if (isTakenAway && failure.kind !== 'unanswered') return undefined
  const text = `${printed.stdout}\n${printed.stderr}`
  const [found, number = ''] = errno.exec(text) ?? []
  const node = /(?:ENOENT|EISDIR|EACCES|ENOTDIR): .+$/m.exec(text)?.[0]
  const message =
    language === 'py'
      ? found && `${namesOfErrno[number] ?? 'OSError'}: ${found.replace(/^\w+Error: /, '')}`
      : node && `Error: ${node}`
  // A browser that leaves is no error of the program.
  if (message === undefined || /\[(?:Errno|WinError) (?:32|54|104|10053|10054)\]/.test(message))
    return undefined
  const what = checksWords.happened.caught(found ?? node ?? '')
  if (isTakenAway)
    return /FileNotFound|ENOENT/.test(message)
      ? { id: 'caught-too-late', where: whereOpened(evidence), what, ...slipWords.caughtTooLate }
      : undefined
  const rules = language === 'py' ? pythonRules : nodeRules
  const cause = causeOfError(rules, { message, at: undefined }, evidence)
  return cause && { ...cause, what }
}
