import { bytesOf } from '../../../course/escaped.ts'
import { outsideWords as words } from '../../../words/outside-causes.ts'
import type { Evidence, Rule } from '../evidence.ts'
import { causeAt, find, has, isPython, linesOf } from './mark.ts'

/** It looks beside the folder in which the pages are. */
const notInSite: Rule = (evidence) => {
  const { failure, check, files } = evidence
  if (failure.kind !== 'wrong-status' || failure.status !== 404) return undefined
  const target = (check.send?.get ?? check.send?.target ?? '').split('?')[0]
  if (target === undefined || !files.includes(`site${target === '/' ? '/index.html' : target}`))
    return undefined
  if (!has(evidence, /HTTPServer\s*\(/) || has(evidence, /chdir\s*\(\s*['"](?:\.\/)?site\/?['"]/))
    return undefined
  if (has(evidence, /\bdirectory\b/)) return undefined
  return causeAt(
    evidence,
    'not-in-site',
    words.notInSite(isPython(evidence)),
    /\bchdir\s*\(.*?\)/,
    /HTTPServer\s*\(/,
  )
}

const queryInName: Rule = (evidence) => {
  const { failure, check } = evidence
  const target = check.send?.get ?? ''
  if (failure.kind !== 'wrong-status' || failure.status < 400 || !target.includes('?'))
    return undefined
  return causeAt(
    evidence,
    'query-in-name',
    words.queryInName(isPython(evidence)),
    /\b(?:self|this)\.path\b(?=\s*\.replace)/,
    /translate_?[pP]ath\s*\(/,
    /\b(?:self|this)\.path\s*=(?!=).*/,
  )
}

/** A type that is that of other files. */
const type: Rule = (evidence) => {
  const { failure, observed, check } = evidence
  if (failure.kind !== 'wrong-field' || failure.name.toLowerCase() !== 'content-type')
    return undefined
  const { bytes, wrong } = failure.came
  const sent = Buffer.from(bytes.subarray(wrong.start, wrong.end)).toString('latin1').trim()
  // Where there is one page only, its type is no type of another.
  if (!/\.\w+$/.test(check.send?.get ?? '')) return undefined
  const before = observed?.typesBefore ?? []
  if (before.length > 1 && before.every((each) => each === sent)) {
    const literal = sent.split(';')[0]?.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&') ?? ''
    return causeAt(
      evidence,
      'one-type-for-all',
      words.sameTypeForAll(sent),
      new RegExp(`['"\`](${literal})`),
    )
  }
  return before.length > 1 && before.at(-1) === sent && !sent.startsWith('text/html')
    ? causeAt(evidence, 'type-of-file-before', words.typeOfBefore(sent))
    : undefined
}

const textOfFile = (text: string | null | undefined) =>
  text === null || text === undefined ? undefined : bytesOf(text)

/** The body is the file as the learner has it, and not as the check has put it into the copy. */
const oldFile: Rule = (evidence) => {
  const { failure, check, folder, observed } = evidence
  const { expect, files } = check
  const name = expect.body?.file
  if (name === undefined) return undefined
  const path = outsidePath(evidence)
  const isChanged = Object.keys(files).length > 0 || check['files-meanwhile'] !== undefined
  if (path !== undefined && isChanged && failure.kind === 'wrong-body')
    return causeAt(
      evidence,
      'path-outside-folder',
      words.pathOutside(path, path.slice(folder.path.length + 1)),
      new RegExp(path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')),
    )
  if (failure.kind !== 'wrong-body' || files[name] === undefined) return undefined
  const old = observed?.ownFile
  const sent = Buffer.from(failure.came.bytes)
    .toString('utf8')
    .split('\r\n\r\n')
    .slice(1)
    .join('\r\n\r\n')
  if (old === undefined || old.length < 5 || !sent.startsWith(old.slice(0, 2000))) return undefined
  return causeAt(
    evidence,
    'read-once',
    words.readOnce,
    /^\S.*\b(?:readFile(?:Sync)?|open)\s*\(/,
    /\b(?:readFile(?:Sync)?|open)\s*\(/,
  )
}

/** A path that leads into the learner's folder from anywhere. */
function outsidePath(evidence: Evidence): string | undefined {
  const start = `${evidence.folder.path.replaceAll('\\', '/')}/`
  for (const { text } of linesOf(evidence)) {
    const found = /['"`]([^'"`]+)['"`]/g
    for (const [, path = ''] of text.matchAll(found))
      if (path.replaceAll(/\\+/g, '/').startsWith(start)) return path
  }
  return undefined
}

const wrongBytes: Rule = (evidence) => {
  const { failure, check } = evidence
  if (failure.kind !== 'wrong-body' || check.expect.body?.file === undefined) return undefined
  const { at, length, expected } = failure
  const python = isPython(evidence)
  if (at === undefined || expected === undefined) return undefined
  const meanwhile = textOfFile(check['files-meanwhile']?.[check.expect.body.file])
  const isRead = /\bread(?:File|_bytes)?(?:Sync)?\s*\(/
  const isAhead = meanwhile !== undefined && length === expected.length && at > 1_000_000
  if (isAhead && !python && !has(evidence, isRead) && has(evidence, /createReadStream/))
    return causeAt(evidence, 'writes-ahead', words.writesAhead, /\.(write\s*\(\s*\w+\s*\))/)
  if (isAhead)
    return causeAt(
      evidence,
      'reads-whole-file',
      words.readWhole(python),
      /\.read\s*\(\s*\)/,
      isRead,
    )
  const got = failure.came.bytes.subarray(failure.came.wrong.start, failure.came.wrong.start + 3)
  const isReplaced = got[0] === 0xef && got[1] === 0xbf && got[2] === 0xbd
  const isLineEnd = expected[at] === 13 && got[0] === 10
  const isRecoded = (expected[at] ?? 0) > 127 && (got[0] ?? 0) > 127
  if (at < length && (isReplaced || isLineEnd || isRecoded))
    return causeAt(
      evidence,
      'bytes-as-text',
      words.readAsText(python),
      ...(python
        ? [/\bopen\s*\((?!.*['"]r?b).*?\)/, /\.replace\s*\(.*?\)/, /\.decode\s*\(.*?\)/]
        : [
            /(?<!setEncoding\()['"](?:utf-?8|latin1|ascii|binary)['"]/i,
            /\.toString\s*\(\s*\)/,
            /\.replace(?:All)?\s*\(.*?\)/,
          ]),
    )
  if (at >= expected.length) return causeAt(evidence, 'more-than-the-file', words.lineAdded)
  if (at >= length) {
    if (python && has(evidence, /\.send\s*\(/))
      return causeAt(evidence, 'sends-part', words.sendsAPart, /(\.send\s*\()/)
    if (!python && find(evidence, /\.end\s*\(\s*\)/) !== undefined)
      return causeAt(evidence, 'end-before-file', words.endsTooEarly, /\.end\s*\(\s*\)/)
  }
  return undefined
}

export const fileRules: readonly Rule[] = [notInSite, queryInName, type, oldFile, wrongBytes]
