import { readdirSync, readFileSync } from 'node:fs'
import { parse as parseCode } from '@babel/parser'
import { parse as parseYaml } from 'yaml'

/** A sentence that says what a browser does, and the file where it stands. */
export interface Sentence {
  readonly file: string
  readonly text: string
}

/** A browser as the subject: no preposition before it, and a verb after it. */
const subject =
  /(?<![\p{L}-])(?<!\b(?:of|from|in|by|to|for|with|between|than|tells|tell|makes|open|and any|waits until a|until the|when a|when the|when|If the|if the) (?:the |a |your |every |all |any )?)(?:browsers?|chrome|chromium|firefox)(?!['’\w-])(?: (?!of\b|from\b|in\b|by\b|to\b|for\b|with\b|or\b|on\b|at\b|before\b|once\b|too\b|visits\b)\p{Ll}| shows?\b| and (?:firefox|chrome) \p{Ll})/iu

/** Text as its sentences, without marks of Markdown. A question claims nothing. */
const sentencesIn = (text: string): string[] =>
  text
    .replaceAll(/\s+/g, ' ')
    .split(/(?<=[.!?:;])\s+/)
    .filter((sentence) => subject.test(sentence) && !sentence.endsWith('?'))

/** The strings of a module, where a value is put in as `{}`. */
function stringsOfCode(code: string): string[] {
  const found: string[] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) walk(child)
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return
    if ('type' in node && 'value' in node && node.type === 'StringLiteral')
      found.push(String(node.value))
    if ('type' in node && 'quasis' in node && node.type === 'TemplateLiteral') {
      const parts = Array.isArray(node.quasis) ? node.quasis : []
      found.push(parts.map((part) => String(part.value.cooked)).join('{}'))
    }
    for (const [key, child] of Object.entries(node)) if (key !== 'loc') walk(child)
  }
  walk(parseCode(code, { sourceType: 'module', plugins: ['typescript'] }).program)
  return found
}

/** The strings of data; versions that first had something are dates and no claims of behaviour. */
function stringsOfData(data: unknown): string[] {
  if (typeof data === 'string') return [data]
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data)
    .filter(([key]) => !['since', 'match', 'spec'].includes(key))
    .flatMap(([, value]) => stringsOfData(value))
}

/** The paragraphs, items and cells of a lesson and its questions, without its code. */
function stringsOfLesson(markdown: string): string[] {
  const questions: string[] = []
  const prose = markdown.replaceAll(
    /^ *(`{3,})(\w*)[^\n]*\n([\s\S]*?)^ *\1$/gm,
    (_block, _fence, kind: string, inside: string) => {
      if (kind === 'quiz') questions.push(...stringsOfData(parseYaml(inside)))
      return ''
    },
  )
  return [...prose.split(/\n\s*\n|\n(?=\s*(?:[-#:|]|\d+\. ))/), ...questions].map((part) =>
    part.trim(),
  )
}

const stringsOf = (file: string): string[] => {
  const text = readFileSync(file, 'utf8')
  if (file.endsWith('.ts')) return stringsOfCode(text)
  if (file.endsWith('.json')) return stringsOfData(JSON.parse(text))
  if (file.endsWith('.yaml')) return stringsOfData(parseYaml(text))
  return stringsOfLesson(text)
}

const filesIn = (folder: string): string[] => readdirSync(folder).map((name) => `${folder}/${name}`)

/** Each sentence of the words and lessons that says what a browser does. */
export function sentencesAboutBrowsers(): readonly Sentence[] {
  const files = [
    ...filesIn('src/words/en'),
    ...filesIn('lessons')
      .filter((path) => /\/\d-/.test(path))
      .flatMap((path) => [`${path}/lesson.md`, `${path}/checks.yaml`]),
  ]
  const found = files.flatMap((file) =>
    stringsOf(file).flatMap((text) =>
      sentencesIn(text).map((sentence) => ({ file, text: sentence })),
    ),
  )
  const seen = new Set<string>()
  return found.filter(({ text }) => !seen.has(text) && seen.add(text))
}
