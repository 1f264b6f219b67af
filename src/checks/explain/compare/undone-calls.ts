import { changeWords } from '../../../words/changes.ts'
import { type Change, linesOf, replacing, spanOf, splice } from './edit.ts'
import type { Token } from './statements.ts'
import {
  blockBelow,
  calledIn,
  isInFunction,
  isName,
  keywords,
  ownFunctions,
  texts,
  type Undo,
} from './undo.ts'

const { slips } = changeWords

/** `main`, `server.serve_forever`: a name on a line of its own. */
export const notCalled: Undo = (each, _at, editor) => {
  const words = texts(each)
  const isBare = words.every((word, i) => (i % 2 === 0 ? isName(word) : word === '.'))
  if (!isBare || words.length % 2 === 0 || keywords.test(words[0] ?? '')) return []
  const last = each.tokens.at(-1)
  return last
    ? [{ ...replacing(last, `${last.text}()`, each, editor), why: slips.notCalled(last.text) }]
    : []
}

/** `if __name__ == 'main':`. */
export const otherMain: Undo = (each, _at, editor) =>
  each.tokens[1]?.text !== '__name__'
    ? []
    : each.tokens
        .filter(({ text }) => /^['"]/.test(text) && !/^['"]__main__['"]$/.test(text))
        .map((token) => ({ ...replacing(token, "'__main__'", each, editor), why: slips.otherMain }))

/** A function of the program's own that nothing calls: it is called at the end. */
export const neverCalled: Undo = (each, _at, { own, source }) => {
  const name = each.tokens[1]?.text
  if (!/^(?:def|function)$/.test(each.tokens[0]?.text ?? '') || each.depth > 0) return []
  const uses = own.flatMap(texts).filter((word) => word === name).length
  const last = own.at(-1)
  return uses > 1 || name === undefined || last === undefined
    ? []
    : [
        {
          kind: 'insert',
          source: `${source.trimEnd()}\n\n${name}()\n`,
          part: spanOf(source, last.start, last.end),
          text: `${name}()`,
          why: slips.neverCalled(name),
          whole: undefined,
          lines: [last.endLine],
        },
      ]
}

/** The last statement of a function makes a value, and nothing gives it back. */
export const returnMissing: Undo = (each, at, editor) => {
  const { own, source, language } = editor
  const next = own[at + 1]
  const [first = ''] = texts(each)
  // JavaScript ends the statement where `return` stands alone.
  if (first === 'return' && each.tokens.length === 1 && language === 'node' && next)
    return /^[[`'"{(\w]/.test(next.tokens[0]?.text ?? '') && next.tokens[0]?.text !== 'return'
      ? [
          {
            kind: 'replace',
            source: splice(source, each.end, next.start, ' '),
            part: spanOf(source, each.start, each.end),
            text: `return ${next.tokens[0]?.text ?? ''}`,
            why: slips.returnAlone,
            whole: `return ${next.tokens[0]?.text ?? ''}`,
            lines: [each.line, next.line],
          },
        ]
      : []
  const isLast =
    next === undefined || next.depth < each.depth || /^\}/.test(next.tokens[0]?.text ?? '')
  if (language === 'python' && !isInFunction(own, at)) return []
  if (!isLast || each.depth === 0 || keywords.test(first) || /^[}\])]/.test(first)) return []
  if (texts(each).some((word) => /^(?:[+\-*/]?=|:=|=>)$/.test(word)) && /^[\w.]+$/.test(first)) {
    const equals = texts(each).findIndex((word) => /^(?:[+\-*/]?=)$/.test(word))
    const isPlain = texts(each)
      .slice(0, equals)
      .every((word) => isName(word) || word === '.')
    if (equals > 0 && isPlain) return []
  }
  // What is called for what it does gives nothing back that anyone wants.
  if (
    /\b(?:print|log|close|sendall|send|end|write|append|push|start|shutdown|destroy|on|once)$/.test(
      calledIn(each),
    )
  )
    return []
  const [start] = each.tokens
  if (start === undefined) return []
  const returned = `return ${source.slice(each.start, each.end).split('\n')[0]}`
  return [
    {
      ...replacing(start, `return ${first}`, each, editor),
      text: returned,
      why: slips.returnMissing,
      part: spanOf(source, each.start, each.end),
      whole: returned,
    },
  ]
}

/** `this.receive` given to somebody who calls it later. */
export const unboundMethod: Undo = (each, _at, editor) =>
  editor.language === 'python'
    ? []
    : each.tokens.flatMap((token, i) => {
        const [dot, name, behind] = each.tokens.slice(i + 1, i + 4)
        const isGiven = each.tokens[i - 1]?.text === ',' && /^[,)]$/.test(behind?.text ?? '')
        return isGiven && dot?.text === '.' && isName(name?.text) && name && isName(token.text)
          ? [
              {
                ...replacing(
                  { ...token, end: name.end },
                  `(...values) => ${token.text}.${name.text}(...values)`,
                  each,
                  editor,
                ),
                why: slips.unboundMethod(name.text),
              },
            ]
          : []
      })

/** Two arguments of a function of the program's own, the wrong way round. */
export const swapped: Undo = (each, _at, editor) => {
  const own = ownFunctions(editor)
  if (/^(?:def|function)$/.test(each.tokens[0]?.text ?? '')) return []
  return each.tokens.flatMap((token, i) => {
    const [a, comma, b] = each.tokens.slice(i, i + 3)
    const open = each.tokens.slice(0, i).findLastIndex(({ text }) => text === '(')
    const called = each.tokens[open - 1]?.text
    const isOwn = own.has(called) || /^(?:join|listen|bind)$/.test(called ?? '')
    const isSimple = (each?: Token) => each !== undefined && /^[\w'"`]/.test(each.text)
    const isBetween =
      /^[,(]$/.test(each.tokens[i - 1]?.text ?? '') && /^[,)]$/.test(each.tokens[i + 3]?.text ?? '')
    return isOwn && comma?.text === ',' && isSimple(a) && isSimple(b) && b && isBetween
      ? [
          {
            ...replacing({ ...token, end: b.end }, `${b.text}, ${token.text}`, each, editor),
            why: slips.swapped,
          },
        ]
      : []
  })
}

/** A function of the program's own is given where what it makes is meant. */
export const functionGiven: Undo = (each, _at, editor) => {
  const own = ownFunctions(editor)
  if (/^(?:def|function|import|from)$/.test(each.tokens[0]?.text ?? '')) return []
  return each.tokens.flatMap((token, i) =>
    own.has(token.text) &&
    /^[(,+]$/.test(each.tokens[i - 1]?.text ?? '') &&
    /^[),+]$/.test(each.tokens[i + 1]?.text ?? '') &&
    !/createServer|Thread|target|on$/.test(calledIn(each))
      ? [
          {
            ...replacing(token, `${token.text}()`, each, editor),
            why: slips.functionGiven(token.text),
          },
        ]
      : [],
  )
}

/** `if self.receive:`: a function of the program's own, asked for and not called. */
export const testedNotCalled: Undo = (each, _at, editor) => {
  const own = ownFunctions(editor)
  if (!/^(?:if|elif|while|return|=)$/.test(each.tokens[0]?.text ?? '')) return []
  return each.tokens.flatMap((token, i) =>
    own.has(token.text) && /^(?::|\)|and|or|&&|\|\|)?$/.test(each.tokens[i + 1]?.text ?? '')
      ? [{ ...replacing(token, `${token.text}()`, each, editor), why: slips.notCalled(token.text) }]
      : [],
  )
}

/** A function that is called by another name than the one that is meant. */
const meantNames: readonly (readonly [string, string])[] = [
  ['run', 'start'],
  ['once', 'on'],
  ['send', 'sendall'],
  ['write', 'end'],
  ['end', 'write'],
  ['find', 'index'],
]
export const otherFunction: Undo = (each, _at, editor) =>
  each.tokens.flatMap((token, i) =>
    each.tokens[i - 1]?.text === '.' && each.tokens[i + 1]?.text === '('
      ? meantNames
          .filter(([name]) => name === token.text)
          .map(([name, meant]) => ({
            ...replacing(token, meant, each, editor),
            why: slips.otherFunction(name),
          }))
      : [],
  )

/** A function of a handler class that hides the parent's: it is tried under another name. */
export const replacesParents: Undo = (each, at, editor) => {
  const { own, source, language } = editor
  const words = texts(each)
  const nameAt = language === 'python' ? 1 : words.indexOf('(') - 1
  const name = each.tokens[nameAt]
  const isMethod =
    language === 'python' ? words[0] === 'def' && words[3] === 'self' : words.at(-1) === '{'
  if (!isMethod || name === undefined || !isName(name.text)) return []
  if (/^(?:do_?GET|__\w+|constructor)$/.test(name.text) || keywords.test(name.text)) return []
  const owner = own.slice(0, at).findLast(({ depth }) => depth === each.depth - 1)
  if (!texts(owner ?? each).some((word) => /HTTPRequestHandler$/.test(word))) return []
  const uses = own.flatMap(texts).filter((word) => word === name.text).length
  const last = blockBelow(own, at).at(-1) ?? each
  return uses > 1
    ? []
    : [
        {
          kind: 'remove',
          source: splice(source, name.start, name.end, `own_${name.text}`),
          part: spanOf(source, name.start, name.end),
          text: '',
          why: slips.replacesParents(name.text),
          whole: undefined,
          lines: linesOf(each.line, last.endLine),
        },
      ]
}

/** A constructor whose parameter is kept nowhere, or a class that does not build what it inherits. */
export const notKept: Undo = (each, at, editor) => {
  const { source, language, own } = editor
  const words = texts(each)
  const isMaker = language === 'python' ? words[1] === '__init__' : words[0] === 'constructor'
  if (!isMaker) return []
  const block = blockBelow(own, at)
  const me = language === 'python' ? 'self' : 'this'
  const indent = block[0]?.indent ?? `${each.indent}    `
  const insert = (text: string): Change => ({
    kind: 'insert',
    why: slips.notKept,
    source: splice(source, each.end, each.end, `\n${indent}${text}`),
    part: spanOf(source, each.start, each.end),
    text,
    whole: undefined,
    lines: [each.line],
  })
  const isBuilt = block.some((other) => texts(other).includes('super'))
  const build = language === 'python' && !isBuilt ? [insert('super().__init__()')] : []
  const kept = words
    .slice(words.indexOf('(') + 1)
    .filter((word, i, all) => isName(word) && word !== me && /^[(,]$/.test(all[i - 1] ?? '('))
    .filter(
      (name) => !block.some((other) => texts(other).slice(0, 4).join(' ') === `${me} . ${name} =`),
    )
    .filter((name) => source.includes(`${me}.${name}`))
    .map((name) => ({ ...insert(`${me}.${name} = ${name}`), why: slips.valueNotKept(name) }))
  return [...kept, ...build]
}

/** `this.request += text`, and nothing has made it. */
export const noBeginning: Undo = (each, _at, editor) => {
  const words = texts(each)
  const { own, source, language } = editor
  if (words[0] !== 'this' || !/^\+=?$/.test(words[3] ?? '') || language === 'python') return []
  const name = words.slice(0, 3).join('')
  if (own.some((other) => texts(other).slice(0, 4).join('') === `${name}=`)) return []
  const made = own.find(({ tokens }) => tokens[0]?.text === 'constructor')
  const behindSuper =
    own.find((other) => made && other.start > made.start && calledIn(other) === 'super') ?? made
  if (behindSuper === undefined) return []
  const text = `${name} = ''`
  return [
    {
      kind: 'insert',
      source: splice(source, behindSuper.end, behindSuper.end, ` ${text};`),
      part: spanOf(source, behindSuper.start, behindSuper.end),
      text,
      why: slips.noBeginning(name),
      whole: undefined,
      lines: [behindSuper.line],
    },
  ]
}
