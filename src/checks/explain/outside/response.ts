import { outsideWords as words } from '../../../words/outside-causes.ts'
import type { Evidence, Rule } from '../evidence.ts'
import type { Failure } from '../failure.ts'
import { nearestHeader } from './header-names.ts'
import { causeAt, has, isPython } from './mark.ts'

/** The bytes of the response, each as a character. */
const latin1Of = (failure: Failure) =>
  'came' in failure ? Buffer.from(failure.came.bytes).toString('latin1') : ''

/** Failures in which the response has other bytes than it should. */
const wrongBytes: ReadonlySet<Failure['kind']> = new Set([
  'malformed',
  'wrong-status',
  'missing-field',
  'wrong-field',
  'wrong-body',
  'wrong-length',
  'left-open',
  'unfinished',
])

type Sent = (text: string, evidence: Evidence) => ReturnType<Rule>

/** What was sent as text and is not meant to be: marks of a program rather than what they stand for. */
const sentRules: readonly Sent[] = [
  (text, evidence) =>
    /\/r\/n/.test(head(text))
      ? causeAt(evidence, 'slashes-for-backslashes', words.slashes, /\/r\/n/)
      : undefined,
  (text, evidence) =>
    /\\r\\n|\\n/.test(head(text))
      ? causeAt(
          evidence,
          'backslashes-sent',
          words.backslashesSent,
          /\br[bf]?['"]/,
          /String\.raw/,
          /\\\\r\\\\n/,
        )
      : undefined,
  (text, evidence) =>
    /[^\r]\n\r/.test(head(text))
      ? causeAt(evidence, 'line-end-swapped', words.swapped, /[^r]\\n\\r|\\n\\r\\n\\r/)
      : undefined,
  (text, evidence) => {
    const python = isPython(evidence)
    const found = (python ? /\{[a-z_]\w*\}/i : /\$\{[^}]*\}|^\{\w+\}$|\r\n\{\w+\}/).exec(text)?.[0]
    if (found === undefined) return undefined
    const name = found.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return has(evidence, new RegExp(name))
      ? causeAt(
          evidence,
          'template-not-replaced',
          words.templateSent(found.trim(), python),
          new RegExp(name),
        )
      : undefined
  },
  (text, evidence) =>
    /\[object Promise\]|<coroutine object/.test(text)
      ? causeAt(
          evidence,
          'promise-sent',
          words.promiseSent,
          /(?<!await )\b((?:open|readFile|\w*[fF]ile\w*|fetch)\s*\()/,
        )
      : undefined,
  (text, evidence) => {
    const found = /\[object \w+\]|<_io\.\w+[^>]*>|<function [^>]*>|<bound method [^>]*>/.exec(
      text,
    )?.[0]
    return found === undefined
      ? undefined
      : causeAt(evidence, 'object-sent', words.objectSent(found))
  },
  (text, evidence) =>
    isPython(evidence) && /(?:^|\r\n\r\n|\n)b(['"])(?:HTTP|<|[^'"]*\\x)/.test(text)
      ? causeAt(evidence, 'bytes-written-as-text', words.bytesSent, /\bstr\s*\(.*?\)/, /\{\w+\}/)
      : undefined,
  (text, evidence) => {
    const found = /(?:^|\r\n\r\n)(undefined|null|None|NaN)\s*$/.exec(text)?.[1]
    return found === undefined
      ? undefined
      : causeAt(evidence, 'nothing-sent', words.nothingSent(found))
  },
]

const head = (text: string) => text.split('\r\n\r\n')[0] ?? ''

const sentAsText: Rule = (evidence) => {
  if (!wrongBytes.has(evidence.failure.kind)) return undefined
  const text = latin1Of(evidence.failure)
  for (const rule of sentRules) {
    const cause = rule(text, evidence)
    if (cause !== undefined) return cause
  }
  return undefined
}

const missingHeader: Rule = (evidence) => {
  const { failure } = evidence
  if (failure.kind !== 'missing-field') return undefined
  const text = latin1Of(failure)
  const [top = '', ...bodies] = text.split('\r\n\r\n')
  const [statusLine = '', ...lines] = top.split(/\r?\n/)
  const wanted = new RegExp(`${failure.name}\\s*[:=]`, 'i')
  if (wanted.test(statusLine))
    return causeAt(
      evidence,
      'header-in-status-line',
      words.headerInStatusLine(failure.name),
      new RegExp(failure.name, 'i'),
    )
  if (bodies.some((body) => new RegExp(`^${failure.name}\\s*:`, 'im').test(body)))
    return causeAt(
      evidence,
      'header-in-body',
      words.headerInBody(failure.name),
      new RegExp(failure.name, 'i'),
    )
  const broken = lines.find((line) => new RegExp(`^${failure.name}(?!\\s*:)`, 'i').test(line))
  if (broken !== undefined) return withoutColon(broken, evidence)
  const name = nearestHeader(
    lines.map((line) => line.split(':')[0]?.trim() ?? ''),
    failure.name,
  )
  return name === undefined
    ? undefined
    : causeAt(
        evidence,
        'header-misspelled',
        words.headerMisspelt(name, failure.name),
        new RegExp(name),
      )
}

function withoutColon(line: string, evidence: Evidence) {
  const [, name = '', sign] = /^([\w-]+)\s*([^\w\s:])?/.exec(line) ?? []
  return causeAt(
    evidence,
    'header-without-colon',
    words.headerWithoutColon(sign),
    ...(name === '' ? [] : [new RegExp(name)]),
  )
}

/** Where the head should end: at its last header, or at the status line. */
function noEmptyLine(text: string, evidence: Evidence) {
  const header = text.split(/\r?\n/).findLast((line) => /^[A-Z][\w-]*: \S/.test(line))
  const last = header?.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return causeAt(
    evidence,
    'no-empty-line',
    words.noEmptyLine,
    ...(last === undefined ? [] : [new RegExp(`${last}(?:\\\\r\\\\n)?`)]),
    /HTTP\/1\.[01][^\\'"`]*(?:\\r\\n)?/,
  )
}

const malformed: Rule = (evidence) => {
  const { failure } = evidence
  if (failure.kind !== 'malformed') return undefined
  const { code, came } = failure
  const text = latin1Of(failure)
  const line = text.slice(came.wrong.start).split(/\r?\n/)[0] ?? ''
  switch (code) {
    case 'missing-blank-line':
      return noEmptyLine(text, evidence)
    case 'missing-colon':
    case 'bad-field-name':
    case 'empty-field-name':
      return /^[A-Za-z]+(-[A-Za-z]+)+\b|^(Content|Connection|Date|Server)\b/.test(line)
        ? withoutColon(line, evidence)
        : noEmptyLine(text, evidence)
    case 'missing-start-line':
      if (/^\d{3} \w/.test(line))
        return causeAt(
          evidence,
          'version-missing',
          words.versionMissing(line.trim()),
          new RegExp(`['"\`](${escaped(line.trim())})`),
        )
      return causeAt(
        evidence,
        'no-status-line',
        words.noStatusLine(evidence.check.expect.status ?? 200),
        ...(line.length < 3 ? [] : [new RegExp(escaped(line.slice(0, 30)))]),
      )
    case 'bad-status-line':
    case 'bad-version': {
      const name = /\b([A-Z][a-z]+(?:-[A-Z][a-z]+)+):/.exec(line)?.[1]
      return name === undefined
        ? causeAt(
            evidence,
            'bad-status-line',
            words.badStatusLine(evidence.check.expect.status ?? 200),
            // Where it stands as it was sent, or else where one begins.
            new RegExp(
              `['"\`](${escaped(/^[^\r\n]{0,12}/.exec(text)?.[0] ?? line)}.*?)(?=\\\\|['"\`]|$)`,
            ),
            /HTTP.*?(?=\\|['"`]|$)/,
          )
        : causeAt(
            evidence,
            'header-in-status-line',
            words.headerInStatusLine(name),
            new RegExp(name),
          )
    }
    case 'bare-lf':
      return causeAt(
        evidence,
        'line-feed-alone',
        words.lineFeedAlone,
        /HTTP\/1\.[01][^\\'"`]*(\\n)/,
        /(?<!\\r)\\n/,
        /HTTP\/1\.[01].*$/,
      )
    case 'indented-start-line':
      return causeAt(evidence, 'indented-response', words.indented, /HTTP\/1\.[01].*$/)
    case 'body-cut-short':
      return /transfer-encoding:\s*chunked/i.test(text)
        ? causeAt(
            evidence,
            'last-chunk-missing',
            words.chunkMissing(evidence.language === 'py'),
            /Transfer-Encoding: *chunked/i,
          )
        : undefined
    case 'bytes-after-message':
      return causeAt(
        evidence,
        evidence.check.send?.method === 'HEAD' ? 'body-after-head' : 'too-many-bytes',
        evidence.check.send?.method === 'HEAD' ? words.bodyAfterHead : words.tooManyBytes,
        ...(evidence.check.send?.method === 'HEAD' ? [/do_?HEAD/] : []),
      )
    default:
      return undefined
  }
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const encodings: Rule = (evidence) => {
  const { failure } = evidence
  if (failure.kind === 'wrong-charset')
    return causeAt(
      evidence,
      'not-utf8',
      words.notUtf8(isPython(evidence)),
      /['"](?:cp\d+|euc.?kr|latin.?1|binary|iso.?8859.?\d*|utf.?16\w*|ucs2|ascii)['"]/i,
    )
  if (failure.kind === 'wrong-coding')
    return causeAt(
      evidence,
      'not-compressed',
      words.notCompressed(failure.coding),
      /Content-Encoding/i,
    )
  return undefined
}

const length: Rule = (evidence) => {
  const { failure } = evidence
  if (failure.kind !== 'wrong-length') return undefined
  const { said, bytes, characters } = failure
  const place = /Content-Length.*/i
  return said === characters && characters < bytes
    ? causeAt(
        evidence,
        'characters-counted',
        words.charactersCounted(isPython(evidence)),
        /Content-Length.*?(\w+\.length|len\s*\(.*?\))/i,
        /(?<!byte)(\S+\.length\b|\blen\s*\((?!.*encode).*?\))/,
      )
    : causeAt(evidence, 'wrong-length', words.wrongLength(said, bytes), place)
}

const ending: Rule = (evidence) => {
  const { failure, check } = evidence
  const python = isPython(evidence)
  if (failure.kind === 'left-open' && check.expect.connection === 'closed')
    return causeAt(
      evidence,
      'never-closed',
      words.neverClosed(python),
      ...(python ? [/\.send(?:all|file)?\s*\(/] : [/\.write\s*\(/]),
    )
  if (failure.kind === 'reset' && failure.came.bytes.length > 0)
    return causeAt(
      evidence,
      'closed-unread',
      words.unreadReset(python),
      /\.recv\s*\(.*?\)/,
      /\.destroy\s*\(\)|resetAndDestroy\s*\(\)/,
    )
  if (failure.kind === 'unanswered')
    return causeAt(
      evidence,
      'closes-first',
      words.closesFirst,
      /\.(?:end|destroy)\s*\(\s*\)/,
      /\b\w*connection\.close\s*\(\)/,
    )
  if (failure.kind === 'wrong-body' && check.send?.method === 'HEAD' && failure.length > 0)
    return causeAt(evidence, 'body-after-head', words.bodyAfterHead, /do_?HEAD/)
  return undefined
}

export const responseRules: readonly Rule[] = [
  sentAsText,
  missingHeader,
  malformed,
  encodings,
  length,
  ending,
]
