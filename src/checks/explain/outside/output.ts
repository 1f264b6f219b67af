import { outsideWords as words } from '../../../words/outside-causes.ts'
import type { Rule } from '../evidence.ts'
import { causeAt, find, has, isPython } from './mark.ts'

const print = /\b(?:console\.log|print)\s*\(/

/** The line came before the response had been sent. */
const printedEarly: Rule = (evidence) => {
  if (evidence.failure.kind !== 'printed-early') return undefined
  const python = isPython(evidence)
  if (
    !python &&
    has(evidence, /super\.doGET\s*\(/) &&
    !has(evidence, /await\s+super\.doGET|super\.doGET\(\)\s*\.then/)
  )
    return causeAt(evidence, 'super-not-awaited', words.superNotAwaited, /(super\.doGET\s*\(\s*\))/)
  return causeAt(
    evidence,
    'printed-before-page',
    words.printedBefore(python),
    /(?:console\.log|print)\s*\(\s*['"`]do_?G.*?\)/i,
  )
}

/** The line with the port stands behind the call that serves for ever. */
export const printedTooLate: Rule = (evidence) => {
  const { failure, check } = evidence
  if (failure.kind !== 'wrong-output' || check.expect.output?.port !== true) return undefined
  const serve = find(evidence, /(?:await )?\w+\.serve_?[fF]orever\s*\(\s*\)/)
  if (serve === undefined) return undefined
  const lines = (evidence.textOf(evidence.file) ?? '').split(/\r\n|[\n\r]/)
  const isBehind = lines.slice(serve.line).some((text) => print.test(text) && /port/i.test(text))
  return isBehind ? { id: 'printed-too-late', ...words.printedTooLate, where: serve } : undefined
}

/** Nothing of the learner's class was called. */
const classNotUsed: Rule = (evidence) => {
  const { failure } = evidence
  if (failure.kind !== 'wrong-output') return undefined
  const python = isPython(evidence)
  const meant = python ? 'do_GET' : 'doGET'
  const method = find(evidence, /^\s+(?:def |override |async )*((?:do_?[gG][eE][tT]))\s*\(/)
  const name = /(do_?[gG][eE][tT])/.exec(method?.text ?? '')?.[1]
  if (method !== undefined && name !== undefined && name !== meant)
    return { id: 'method-misspelled', ...words.wrongMethodName(name, meant), where: method }
  const own = /class\s+(\w+)\s*(?:\(|extends\b)/
  const ownName = own.exec(find(evidence, own)?.text ?? '')?.[1]
  const given = find(evidence, /HTTPServer\s*\(.*\b((?:Simple|Base)HTTPRequestHandler)\b/)
  return ownName !== undefined && given !== undefined
    ? { id: 'other-handler', ...words.parentGiven(ownName), where: given }
    : undefined
}

/** The method that sends the page was replaced, and is never called. */
const superNotCalled: Rule = (evidence) => {
  const { failure, check } = evidence
  const isSilent =
    failure.kind === 'hung' || failure.kind === 'unanswered' || failure.kind === 'not-kept'
  const target = check.send?.get
  if (target === undefined || !isSilent) return undefined
  const method = find(
    evidence,
    /^\s+(?:def |override |async )*(do_?GET)\s*(?:=\s*(?:async\s*)?)?\(/,
  )
  const calls =
    /super(?:\(\))?\.do_?GET\s*\(|SimpleHTTPRequestHandler\.do_GET|send_?[hH]ead|send_?[rR]esponse/
  return method !== undefined && !has(evidence, calls)
    ? { id: 'super-missing', ...words.superNotCalled(isPython(evidence)), where: method }
    : undefined
}

/** A name that is absent was printed as the word for nothing. */
const nameOfNothing: Rule = (evidence) => {
  const { failure } = evidence
  if (failure.kind !== 'wrong-output') return undefined
  const { stdout, stderr } = failure.printed
  const found = /^\s*(undefined|None|null|NaN)\s*, (?:call|go|have)/m.exec(`${stdout}\n${stderr}`)
  return found === null
    ? undefined
    : causeAt(
        evidence,
        'name-of-nothing',
        words.undefinedName(found[1] ?? ''),
        /\bform(?:\.get)?\s*[[(.?]+['"]?firstname.*/,
      )
}

/** Braces that were not replaced stand in what was printed. */
const templatePrinted: Rule = (evidence) => {
  const { failure } = evidence
  if (failure.kind !== 'wrong-output') return undefined
  const python = isPython(evidence)
  const { stdout, stderr } = failure.printed
  const found = (python ? /\{[a-z_]\w*\}/i : /\$\{[^}]*\}/).exec(`${stdout}\n${stderr}`)?.[0]
  if (found === undefined) return undefined
  const literal = new RegExp(found.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return has(evidence, literal)
    ? causeAt(evidence, 'template-not-replaced', words.templatePrinted(found, python), literal)
    : undefined
}

/** With HTTP/1.0, each response closes the connection. */
const oldVersion: Rule = (evidence) => {
  const isOld = evidence.failure.kind === 'not-kept' && isPython(evidence)
  if (!isOld || !has(evidence, /HTTPServer\s*\(/)) return undefined
  if (has(evidence, /(?:\.|^\s+)protocol_version\s*=\s*['"]HTTP\/1\.1['"]/)) return undefined
  return causeAt(evidence, 'http-1-0', words.oldVersion, /protocol_version.*/)
}

export const outputRules: readonly Rule[] = [
  printedEarly,
  nameOfNothing,
  templatePrinted,
  oldVersion,
  classNotUsed,
  superNotCalled,
]
