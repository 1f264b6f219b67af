import { changeWords } from '../../../words/changes.ts'
import { type Change, linesOf, replacing, spanOf, splice } from './edit.ts'
import { blockBelow, calledIn, isName, texts, type Undo } from './undo.ts'

const { kinds, slips } = changeWords

/** A statement that may be one too many, or too early. */
export const oneTooMany: Undo = (each, _at, { source, language }) => {
  const called = calledIn(each)
  // The listening socket apart, whose end is the end of everything.
  const isCall =
    /\.(?:close|end|destroy|shutdown|server_close|serverClose|detach|pause|unref|join|clear|seek|reset\w*)$/.test(
      called,
    ) || /^(?:exit|quit|sys\.exit|os\._exit|process\.exit)$/.test(called)
  const isWord = /^(?:break|return|continue)$/.test(texts(each).join(' '))
  const isReset = /^[\w.]+ = (?:b?''|b?""|``|null|None|\[ \]|\{ \})$/.test(texts(each).join(' '))
  return (isCall && each.tokens.at(-1)?.text === ')') || isWord || isReset
    ? [
        {
          kind: 'remove',
          source: splice(source, each.start, each.end, language === 'python' ? 'pass' : ''),
          part: spanOf(source, each.start, each.end),
          text: '',
          whole: undefined,
          lines: linesOf(each.line, each.endLine),
        },
      ]
    : []
}

/** The last statement of a block of Python may be meant for the block around it, and the one behind it for this. */
export const otherIndent: Undo = (each, at, { own, source, language }) => {
  if (
    language === 'node' ||
    /^(?:else|elif|except|finally|def|class|import|from)$/.test(each.tokens[0]?.text ?? '')
  )
    return []
  const [before, next] = [own[at - 1], own[at + 1]]
  // It ends the block or the function that it is meant to end.
  if (/^(?:return|break|continue|pass)$/.test(texts(each).join(' '))) return []
  // What stands apart is meant to.
  if (before !== undefined && each.line - before.endLine > 2) return []
  const found: Change[] = []
  const to = (indent: string, text: string, why: string) => {
    const lines = source.split('\n')
    const block = [each, ...blockBelow(own, at)]
    for (const { line, endLine } of block)
      for (const n of linesOf(line, endLine))
        lines[n - 1] = indent + (lines[n - 1] ?? '').slice(each.indent.length)
    found.push({
      kind: 'indent',
      source: lines.join('\n'),
      part: spanOf(source, each.start, each.end),
      text,
      why,
      whole: undefined,
      lines: [each.line],
    })
  }
  // The blocks that have ended right above it, the nearest first.
  for (let depth = each.depth + 1; depth <= (before?.depth ?? 0); depth++) {
    const like = own.slice(0, at).findLast((other) => other.depth <= depth)
    const opener = own.slice(0, at).findLast((other) => other.depth === depth - 1)
    // Nothing would reach it there.
    if (like?.tokens[0] && /^(?:return|break|continue|raise)$/.test(like.tokens[0].text)) continue
    if (like?.depth !== depth || opener === undefined) continue
    const isWith = opener.tokens[0]?.text === 'with'
    const { outsideWith, outsideBlock } = slips
    to(like.indent, 'deeper', (isWith ? outsideWith : outsideBlock)(opener.line))
  }
  const above = own.slice(0, at).findLast(({ depth }) => depth === each.depth - 1)
  const isAlone = before !== undefined && before.depth < each.depth
  if (above !== undefined && !isAlone && (next === undefined || next.depth < each.depth))
    to(above.indent, 'less', slips.insideBlock(above.line))
  return found
}

/** `print(form)` as the first line below an `if`: it may be meant for every case. */
export const hoisted: Undo = (each, at, editor) => {
  const { own, source } = editor
  const opener = own[at - 1]
  const isPrint = /^(?:print|console\.(?:log|info))$/.test(calledIn(each))
  const isFirst = opener !== undefined && opener.depth === each.depth - 1
  if (!isPrint || !isFirst || opener.tokens[0]?.text !== 'if') return []
  const text = source.slice(each.start, each.end)
  const pause = editor.language === 'python' ? 'pass' : ''
  return [
    {
      kind: 'move',
      source:
        source.slice(0, opener.start) +
        `${text}\n${opener.indent}` +
        splice(source, each.start, each.end, pause).slice(opener.start),
      part: spanOf(source, each.start, each.end),
      text: String(own[at - 2]?.endLine ?? opener.line - 1),
      why: kinds.onlySometimes(opener.line),
      whole: undefined,
      lines: [each.line],
    },
  ]
}

/** `except KeyError` around what opens a file or receives. */
export const otherError: Undo = (each, _at, editor) => {
  const [first, name] = each.tokens
  const isOther = first?.text === 'except' && isName(name?.text) && name?.text !== 'Exception'
  return isOther && name
    ? [{ ...replacing(name, 'Exception', each, editor), why: slips.otherError }]
    : []
}

/** `if not …` and `if …`. */
export const inverted: Undo = (each, _at, editor) => {
  const [first, second, third] = each.tokens
  if (!/^(?:if|elif|while)$/.test(first?.text ?? '') || second === undefined) return []
  if (/^(?:True|1|true)$/.test(second.text === '(' ? (third?.text ?? '') : second.text)) return []
  const [asked] = each.tokens.filter(({ text }) => text === 'in')
  if (asked !== undefined && !texts(each).includes('not') && !texts(each).includes('('))
    return [replacing(asked, `not ${asked.text}`, each, editor)]
  if (editor.language === 'python')
    return second.text === 'not' && third
      ? [replacing({ ...second, end: third.end }, third.text, each, editor)]
      : [replacing(second, `not ${second.text}`, each, editor)].filter(
          () => each.tokens.length < 5 || texts(each).includes('('),
        )
  if (second.text !== '(' || third === undefined) return []
  return third.text === '!' && each.tokens[3]
    ? [replacing({ ...third, end: each.tokens[3].end }, each.tokens[3].text, each, editor)]
    : each.tokens.some(({ text }) => /^(?:[=!]==?|<|>|&&|\|\|)$/.test(text))
      ? []
      : [replacing(third, `!${third.text}`, each, editor)]
}
