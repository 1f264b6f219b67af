import { stepSlipWords as words } from '../../../words/step-slips.ts'
import { mentions, namesWith, sends } from './program-text.ts'
import { isPython, type ReadEvidence, type SlipRule, slip } from './slip.ts'

const isSent = (e: ReadEvidence, name: string) =>
  e.outline.calls.some(
    ({ args, functions }) =>
      functions.length > 0 &&
      args.some(({ text, kind }) => kind !== 'function' && mentions(text, name)),
  )

/** The variable that is sent is still empty. */
export const emptyResponse: SlipRule = (e) => {
  if (e.failure.kind !== 'unanswered') return undefined
  const made = e.outline.assignments.find(
    ({ target, value, isAdded, functions }) =>
      !isAdded &&
      functions.length === 0 &&
      /^b?(?:''|""|``)$/.test(value) &&
      sends(e).some(({ text }) => mentions(text, target)) &&
      e.outline.assignments.filter((other) => other.target === target).length === 1,
  )
  return made && slip(e, 'empty-response', made, words.emptyResponse(made.target))
}

/** The body alone is sent: the head is made, and nothing sends it. */
export const headNotSent: SlipRule = (e) => {
  if (e.failure.kind !== 'malformed' || e.failure.code !== 'missing-start-line') return undefined
  const names = namesWith(e, /HTTP\/1\.[01] 200/)
  const name = names.at(-1)
  const [send] = sends(e)
  if (name === undefined || send === undefined || names.some((each) => isSent(e, each)))
    return undefined
  return slip(e, 'head-not-sent', send, words.headNotSent(name))
}

/** The head alone is sent: the page is made, and nothing sends it. */
export const pageNotSent: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-body' || e.failure.length > 0 || !/^2/.test(e.file))
    return undefined
  const [name, ...made] = namesWith(e, /<(?:!doctype|html|head|body|h1|title)\b/i)
  const send = sends(e).at(-1)
  if (name === undefined || send === undefined) return undefined
  return [name, ...made].some((each) => isSent(e, each))
    ? undefined
    : slip(e, 'page-not-sent', send, words.pageNotSent(name))
}

/** `response = head + html` above the line that gives `html` its page. */
export const madeTooEarly: SlipRule = (e) => {
  if (!('came' in e.failure)) return undefined
  const { assignments } = e.outline
  for (const made of assignments) {
    if (made.functions.length > 0 || !sends(e).some(({ text }) => mentions(text, made.target)))
      continue
    const later = assignments.findLast(
      ({ target, line, functions, value }) =>
        line > made.endLine &&
        functions.length === 0 &&
        mentions(made.value, target) &&
        value.length > 2 &&
        !sends(e).some(({ text }) => mentions(text, target)),
    )
    if (later !== undefined)
      return slip(
        e,
        'made-too-early',
        made,
        words.madeTooEarly(made.target, later.target, later.endLine),
      )
  }
  return undefined
}

/** `let html` without a value, and it is sent. */
export const neverGivenValue: SlipRule = (e) => {
  if (isPython(e) || e.failure.kind !== 'wrong-body') return undefined
  if (!/undefined\s*$/.test(Buffer.from(e.failure.came.bytes).toString())) return undefined
  const made = e.outline.assignments.find(
    ({ target, value }) =>
      value === '' &&
      e.outline.assignments.filter((each) => each.target === target).length === 1 &&
      /^\w+$/.test(target),
  )
  return made && slip(e, 'never-given-value', made, words.neverGivenValue(made.target))
}
