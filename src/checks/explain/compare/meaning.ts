import { changeWords } from '../../../words/changes.ts'
import { nearestName } from '../nearest-name.ts'

const { kinds, slips } = changeWords

const isName = (text: string) => /^[A-Za-z_$][\w$]*(?:\.[\w$]+)*$/.test(text)
const isString = (text: string) => /^[bfruBFRU]{0,2}(['"`])[\s\S]*\1$/.test(text)
const lineEnds = (text: string) => (text.match(/\\r\\n/g) ?? []).length
const withoutLineEnds = (text: string) => text.replaceAll(/(?:\\[rn])+/g, '')
const prefixOf = (text: string) => /^[a-zA-Z]*/.exec(text)?.[0].toLowerCase() ?? ''

/**
 * What a part of a line means that is right once it is written otherwise, as a teacher would say it;
 * undefined where nothing more is known than that.
 */
export function meaningOf(was: string, text: string): string | undefined {
  if (was === text) return undefined
  if (text === '') return kinds.tooMuch(was)
  if (/^(?:break|continue|pass)$/.test(was) && /^return\b/.test(text)) return kinds.goesOn(was)
  if (was === 'return' && /^(?:break|continue)$/.test(text)) return kinds.leavesAll(text)
  if (/^(?:break|continue|return|and|or|&&|\|\|)$/.test(was)) return kinds.otherWay(was, text)
  if (isString(was) && isString(text)) return ofStrings(was, text)
  if (text.startsWith(was) && isName(was)) {
    const rest = text.slice(was.length)
    if (rest === '()') return slips.notCalled(was)
    if (/^\.encode\(/.test(rest)) return kinds.bytesNeeded
    if (/^\.(?:decode|toString)\(/.test(rest)) return kinds.stringNeeded
  }
  if (was === `!${text}` || was === `not ${text}` || text === `!${was}` || text === `not ${was}`)
    return slips.inverted
  if (isName(was) && isName(text))
    return /^do_?[A-Z]/.test(was) || nearestName(was, [text]) === undefined
      ? kinds.otherName(was, text)
      : kinds.otherSpelling(was, text)
  if (/^-?\d+$/.test(was) && /^-?\d+$/.test(text)) return kinds.otherNumber(was, text)
  return ofSigns(was, text) ?? ofLineEnds(was, text) ?? ofSpelling(was, text)
}

function ofStrings(was: string, text: string): string | undefined {
  const [a, b] = [prefixOf(was), prefixOf(text)]
  const [inside, wanted] = [was.slice(a.length + 1, -1), text.slice(b.length + 1, -1)]
  if (inside === wanted && a !== b) {
    if (b.includes('b')) return kinds.bytesNeeded
    if (a.includes('b')) return kinds.stringNeeded
    if (b.includes('f')) return kinds.formatMissing
  }
  if (inside.toLowerCase() === wanted.toLowerCase() && inside !== wanted)
    return kinds.otherCase(wanted)
  return ofLineEnds(inside, wanted) ?? kinds.otherText
}

/** Two texts that differ in their ends of lines alone. */
function ofLineEnds(was: string, text: string): string | undefined {
  if (withoutLineEnds(was) !== withoutLineEnds(text)) return undefined
  const [a, b] = [lineEnds(was), lineEnds(text)]
  if (!/\\[rn]/.test(was + text)) return undefined
  if (a < b && !/\\[rn]/.test(was.replaceAll('\\r\\n', ''))) return kinds.lineEndMissing
  return a > b ? kinds.lineEndTooMany : kinds.otherLineEnd
}

/** Words of a string, of which one is nearly the other. */
function ofSpelling(was: string, text: string): string | undefined {
  if (was.toLowerCase() === text.toLowerCase()) return kinds.otherCase(text)
  if (/^(?:<\/\w+>|;.+)$/.test(text.slice(was.length)) && text.startsWith(was))
    return kinds.missingHere(text.slice(was.length).replace(/^; /, ''))
  if (/['"`(]| [-+*/=] /.test(was + text)) return undefined
  if (text.endsWith(`/${was}`)) return kinds.folderMissing(text.slice(0, -was.length))
  return nearestName(was, [text]) === undefined ? undefined : kinds.otherSpelling(was, text)
}

function ofSigns(was: string, text: string): string | undefined {
  if (/^=\s*\+?$/.test(was) && text === '+=') return kinds.replacesNotAdds
  if (was === '+=' && text === '=') return kinds.addsNotReplaces
  if (was === '=' && /^===?$/.test(text)) return kinds.assigned
  const isTest = (sign: string) => /^(?:[=!]==?|[<>]=?|in|not in|is|is not)$/.test(sign)
  return isTest(was) && isTest(text) ? kinds.otherTest(was, text) : undefined
}

/** What a statement does that should not be there. */
export function meaningOfExtra(text: string): string | undefined {
  const [word] = /^(?:break|return|continue)\b/.exec(text) ?? []
  if (word !== undefined) return kinds.tooEarly(word)
  const called = /^(?:await )?[\w$.]*?([\w$]+)\(.*\);?$/.exec(text)?.[1]
  if (called !== undefined) return kinds.calledTooOften(called)
  const name = /^(?:(?:const|let|var) )?([\w$.]+) = /.exec(text)?.[1]
  return name === undefined ? undefined : kinds.setTooOften(name)
}

/** What a statement would do that is missing. */
export function meaningOfMissing(text: string): string | undefined {
  const called = /^(?:await )?[\w$.]*?([\w$]+)\([\s\S]*\)$/.exec(text)?.[1]
  if (called !== undefined) return kinds.callMissing(called)
  if (/^return\b/.test(text)) return kinds.returnMissing
  const name = /^(?:(?:const|let|var) )?([\w$.]+) (\+?=) /.exec(text)
  return name?.[1] === undefined
    ? undefined
    : name[2] === '='
      ? kinds.valueMissing(name[1])
      : kinds.additionMissing(name[1])
}
