import type { Message, Problem, ProblemCode } from '../http/message.ts'

/** Bytes before `HTTP` that Chromium looks past. */
const slop = 4

const outcomes: Partial<Record<ProblemCode, string>> = {
  'bare-lf': "Browsers and curl forgive it, Node's http.get does not.",
  'missing-blank-line': 'Browsers take the text for a field and show a blank page.',
  'missing-start-line': 'Chromium shows ERR_INVALID_HTTP_RESPONSE, Firefox shows it all as text.',
  'content-length-differs': 'Chromium shows ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH.',
}

/** What browsers do with an answer that has a problem, where that was measured. */
export function outcomeOf(problem: Problem, { startLine }: Message): string | undefined {
  if (problem.code !== 'indented-start-line') return outcomes[problem.code]
  const before = startLine?.type === 'status-line' ? startLine.versionRange.start : problem.end
  return before > slop
    ? 'Chromium shows ERR_INVALID_HTTP_RESPONSE, Firefox shows it all as text.'
    : `Chromium forgives up to ${slop} bytes; Firefox shows it all as text, and curl gives up.`
}
