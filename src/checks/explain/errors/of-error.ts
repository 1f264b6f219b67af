import { pythonErrorWords } from '../../../words/errors-of-python.ts'
import type { Cause } from '../cause.ts'
import type { Evidence } from '../evidence.ts'
import { causeOfError } from './error-rule.ts'
import { nodeRules } from './node.ts'
import { pythonRules } from './python.ts'
import { pythonSyntaxRules } from './python-syntax.ts'

const isSyntax = /^(?:SyntaxError|IndentationError|TabError)\b|^ValueError: source code/

/** What the error means that the program printed. */
export function causeOfPrintedError(evidence: Evidence): Cause | undefined {
  const { error, language } = evidence
  if (error === undefined) return undefined
  if (language !== 'py') return causeOfError(nodeRules, error, evidence)
  if (!isSyntax.test(error.message)) return causeOfError(pythonRules, error, evidence)
  const cause = causeOfError(pythonSyntaxRules, error, evidence)
  return cause && { ...cause, what: pythonErrorWords.unreadableFile }
}
