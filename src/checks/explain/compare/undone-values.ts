import { changeWords } from '../../../words/changes.ts'
import { type Change, replacing, spanOf } from './edit.ts'
import { isName, texts, type Undo } from './undo.ts'

const { kinds, slips } = changeWords

/** `== ''` where bytes are compared, `is None`, and the end of what is received. */
export const otherEmpty: Undo = (each, _at, editor) => {
  if (editor.language === 'node') return []
  const found: Change[] = []
  for (const [i, token] of each.tokens.entries()) {
    const before = each.tokens[i - 1]
    if (/^(?:''|"")$/.test(token.text) && /^[!=]=$/.test(before?.text ?? ''))
      found.push({ ...replacing(token, "b''", each, editor), why: slips.otherEmpty })
    if (token.text === 'None' && before?.text === 'is' && each.tokens[0]?.text !== 'return')
      found.push({
        ...replacing({ ...before, end: token.end }, "== b''", each, editor),
        why: slips.otherEmpty,
      })
  }
  return found
}

/** A file that is opened as text. */
export const openedAsText: Undo = (each, _at, editor) => {
  if (editor.language === 'node') return []
  return each.tokens.flatMap((token, i) => {
    const [open, arg, behind] = each.tokens.slice(i + 1, i + 4)
    if (token.text !== 'open' || open?.text !== '(' || arg === undefined) return []
    if (arg.text === ')') return [replacing(arg, "'rb')", each, editor)]
    const close = each.tokens.slice(i).find(({ text }) => text === ')')
    if (/^['"]rt?['"]$/.test(arg.text)) return [replacing(arg, "'rb'", each, editor)]
    return behind?.text === ')' && close
      ? [replacing(close, ", 'rb')", each, editor)]
      : each.tokens
          .slice(i, i + 8)
          .filter(({ text }) => /^['"]rt?['"]$/.test(text))
          .map((mode) => replacing(mode, "'rb'", each, editor))
  })
}

/** `PORT + 1`, `text[1:]`, `.slice(1)`: one off. */
export const oneOff: Undo = (each, _at, editor) =>
  each.tokens.flatMap((token, i) => {
    const [sign, number] = each.tokens.slice(i + 1, i + 3)
    const isSum = /^[+-]$/.test(sign?.text ?? '') && /^\d+$/.test(number?.text ?? '')
    if (isSum && number && /^(?:[A-Za-z_]\w*|\))$/.test(token.text))
      return [
        {
          ...replacing({ ...token, end: number.end }, token.text, each, editor),
          why: slips.oneOff,
        },
      ]
    const isIndex = token.text === '[' && /^\d$/.test(sign?.text ?? '') && number?.text === ']'
    if (!isIndex || sign === undefined) return []
    const near = sign.text === '0' ? [1] : [Number(sign.text) - 1, Number(sign.text) + 1]
    return near.map((index) => replacing(sign, String(index), each, editor))
  })

/** `200` and `404` in a call. */
export const otherStatus: Undo = (each, _at, editor) =>
  each.tokens.flatMap((token, i) => {
    const [said] = /200 OK|404 Not Found/.exec(token.text) ?? []
    const at = token.start + token.text.indexOf(said ?? '')
    const meant = said === '200 OK' ? '404 Not Found' : '200 OK'
    if (said !== undefined && /['"`]/.test(token.text))
      return [
        {
          ...replacing({ start: at, end: at + said.length }, meant, each, editor),
          why: slips.otherStatus,
        },
      ]
    return /^(?:200|404)$/.test(token.text) && /^[(,]$/.test(each.tokens[i - 1]?.text ?? '')
      ? [
          {
            ...replacing(token, token.text === '200' ? '404' : '200', each, editor),
            why: slips.otherStatus,
          },
        ]
      : []
  })

/** `</head></title>`: two end tags the wrong way round. */
export const tagsSwapped: Undo = (each, _at, editor) =>
  each.tokens.flatMap((token) => {
    const found = /(<\/\w+>)(\s*)(<\/\w+>)/.exec(token.text)
    if (found === null || found[1] === found[3]) return []
    const start = token.start + found.index
    const text = `${found[3]}${found[2]}${found[1]}`
    const span = { start, end: start + found[0].length }
    return [{ ...replacing(span, text, each, editor), why: slips.tagsSwapped }]
  })

/** `'\\r\\n' == line`, `"x" in data`: a string where bytes are. */
export const stringForBytes: Undo = (each, _at, editor) =>
  editor.language === 'node'
    ? []
    : each.tokens.flatMap((token, i) => {
        const isString = /^['"]/.test(token.text) && token.text.length > 2
        const before = each.tokens[i - 1]?.text ?? ''
        const behind = each.tokens[i + 1]?.text ?? ''
        const isCompared = /^[!=]=$/.test(before) || /^(?:in|not|[!=]=)$/.test(behind)
        const isSearch =
          before === '(' &&
          /^(?:endswith|startswith|find|split|partition)$/.test(each.tokens[i - 2]?.text ?? '')
        return isString && (isCompared || isSearch)
          ? [{ ...replacing(token, `b${token.text}`, each, editor), why: slips.stringForBytes }]
          : []
      })

/** `line.strip() == b'\\r\\n'`: what is looked for has been cut off. */
export const stripped: Undo = (each, _at, editor) =>
  each.tokens.flatMap((token, i) => {
    const [name, open, close] = each.tokens.slice(i + 1, i + 4)
    const isCut = /^(?:[lr]?strip|trim(?:End|Start)?)$/.test(name?.text ?? '')
    const isChanged =
      /^(?:lower|upper|title|capitalize|casefold|swapcase|toLowerCase|toUpperCase)$/.test(
        name?.text ?? '',
      )
    return /^[?]?[.]$/.test(token.text) &&
      (isCut || isChanged) &&
      open?.text === '(' &&
      close?.text === ')'
      ? [
          {
            ...replacing({ start: token.start, end: close.end }, '', each, editor),
            part: spanOf(editor.source, token.start, close.end),
            why: isCut ? slips.stripped : kinds.changesText(`.${name?.text}()`),
          },
        ]
      : []
  })

/** `reply = 'Content-Type…'` right below `reply = 'HTTP/1.1…'`. */
export const replacedNotAdded: Undo = (each, at, editor) => {
  const [name, sign] = each.tokens
  const before = editor.own[at - 1]
  const isAgain = sign?.text === '=' && isName(name?.text) && before?.tokens[0]?.text === name?.text
  return isAgain && /^[+]?=$|^\+$/.test(before?.tokens[1]?.text ?? '') && sign
    ? [{ ...replacing(sign, '+=', each, editor), why: slips.replacedNotAdded(name?.text ?? '') }]
    : []
}

/** `find(…) > 0`: -1 is what says that nothing was found. */
export const otherThanFound: Undo = (each, _at, editor) => {
  if (editor.language === 'node' || !texts(each).includes('find')) return []
  return each.tokens.flatMap((token, i) => {
    const isNumber =
      /^[01]$/.test(token.text) && /^(?:[=!]==?|[<>]=?|=)$/.test(each.tokens[i - 1]?.text ?? '')
    return isNumber ? [{ ...replacing(token, '-1', each, editor), why: slips.otherThanFound }] : []
  })
}

/** What is joined with something else than the end of a line. */
export const otherJoin: Undo = (each, _at, editor) =>
  each.tokens.flatMap((token, i) => {
    const [dot, name] = each.tokens.slice(i + 1, i + 3)
    const isPython = /^['"]/.test(token.text) && dot?.text === '.' && name?.text === 'join'
    const isNode =
      /^['"`]/.test(token.text) &&
      each.tokens[i - 2]?.text === 'join' &&
      each.tokens[i - 4]?.text !== 'path'
    return (isPython || isNode) && !token.text.includes('\\r\\n')
      ? [{ ...replacing(token, "'\\r\\n'", each, editor), why: slips.otherJoin }]
      : []
  })

/** `str(request)` of bytes: the letters `b'…'`, and backslashes in place of line ends. */
export const strOfBytes: Undo = (each, _at, editor) =>
  editor.language === 'node'
    ? []
    : each.tokens.flatMap((token, i) => {
        const [open, name, close] = each.tokens.slice(i + 1, i + 4)
        const isAlone = token.text === 'str' && open?.text === '(' && close?.text === ')'
        if (!isAlone || !isName(name?.text) || name === undefined || close === undefined) return []
        const text = `${name.text}.decode('utf-8', 'replace')`
        const span = { start: token.start, end: close.end }
        return [{ ...replacing(span, text, each, editor), why: slips.strOfBytes }]
      })
