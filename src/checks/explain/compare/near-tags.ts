import { nearestName } from '../nearest-name.ts'
import { type Change, editorFor, replacing } from './edit.ts'
import { statementsOf, type Token } from './statements.ts'

const isString = ({ text }: Token) => /^[a-zA-Z]*['"`]/.test(text)
const tagsIn = (text: string) => [...text.matchAll(/<([a-z]\w*)/gi)].map(([, name = '']) => name)

/** Elements of a page, each on one line, with another tag than the solution has, or without their end. */
export function nearTags(source: string, solution: string, language: 'node' | 'python'): Change[] {
  const known = new Set(
    statementsOf(solution, language).flatMap(({ tokens }) =>
      tokens.filter(isString).flatMap(({ text }) => tagsIn(text)),
    ),
  )
  const editor = editorFor(source, language)
  const own = new Set(tagsIn(source))
  const absent = [...known].filter((name) => !own.has(name))
  return editor.own.flatMap((each) =>
    each.tokens.filter(isString).flatMap((token) =>
      [...token.text.matchAll(/<([a-z]\w*)([^<>\n]*)>([^<>\n]*[^<>\s][^<>\n]*)/gi)].flatMap(
        ({ 0: text, 1: name = '', 2: rest = '', 3: inside = '', index }) => {
          const behind = token.text.slice(index + text.length)
          const [end = ''] = new RegExp(`^</?${name}>`).exec(behind) ?? []
          const start = token.start + index
          // A paragraph is no heading that is misspelt.
          const tags = known.has(name)
            ? [name]
            : absent.filter((tag) => nearestName(name, [tag], 1))
          return tags
            .map((tag) => `<${tag}${rest}>${inside.trimEnd()}</${tag}>`)
            .filter(
              (meant) => meant !== text + end && (end !== '' || !behind.includes(`</${name}>`)),
            )
            .map((meant) =>
              replacing(
                { start, end: start + text.trimEnd().length + end.length },
                meant,
                each,
                editor,
              ),
            )
        },
      ),
    ),
  )
}
