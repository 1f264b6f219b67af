import { courseWords } from '../words/course.ts'
import { type Language, languageNames, languages } from './language.ts'
import type { Tell } from './mistakes.ts'

const marker = /^\s*:::(.*)$/
const inline = /\{([^{}|\n]*)\|([^{}|\n]*)(?:\|([^{}|\n]*))?\}/g

/** Names that a `:::` block may have: the languages, and `node` for both that Node runs. */
const readers: Readonly<Record<string, readonly Language[]>> = {
  ...Object.fromEntries(languageNames.map((name) => [name, [name]])),
  node: languageNames.filter((name) => languages[name].platform === 'node'),
}

/**
 * A lesson's text as somebody reads it who writes in `language`. Lines between `::: py` and `:::` are for
 * Python alone (`::: node` for TypeScript and JavaScript); `{console.log|print}` is the first for
 * Node and the second for Python, `{a|b|c}` one for each of ts, js, py. Lines that are left out stay as
 * empty lines, so that each line keeps its number.
 */
export function textFor(language: Language, text: string, file: string, tell: Tell): string {
  let open: { readonly line: number; readonly isShown: boolean } | undefined
  const lines = text.split('\n').map((line, i) => {
    const at = { file, line: i + 1 }
    const names = marker.exec(line)?.[1]?.trim()
    if (names === undefined) return open?.isShown === false ? '' : chosen(line, language)
    if (names === '') {
      if (open === undefined) tell({ ...at, ...courseWords.mistakes.strayBlockEnd })
      open = undefined
      return ''
    }
    if (open !== undefined) tell({ ...at, ...courseWords.mistakes.nestedBlock })
    const known = names.split(/\s+/).flatMap((name) => {
      const found = readers[name]
      if (found === undefined)
        tell({ ...at, ...courseWords.mistakes.unknownLanguage(name, Object.keys(readers)) })
      return found ?? []
    })
    open = { line: i + 1, isShown: known.includes(language) }
    return ''
  })
  if (open !== undefined) tell({ file, line: open.line, ...courseWords.mistakes.openBlock })
  return lines.join('\n')
}

const chosen = (line: string, language: Language) =>
  line.replace(inline, (_, first: string, second: string, third: string | undefined) => {
    if (third !== undefined) return { ts: first, js: second, py: third }[language]
    return languages[language].platform === 'node' ? first : second
  })
