import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { filesIn } from './tree.ts'

interface Text {
  readonly file: string
  readonly text: string
}

/** Every string in a value. Functions are called with numbers: what they return is a sentence too. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') {
    try {
      return strings(Reflect.apply(value, undefined, [3, 4, 5, 6]))
    } catch {
      return []
    }
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}

/** The parts of a registry that are sentences: not names, patterns and sources. */
const spoken = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).filter(([key]) => !['match', 'name', 'spec', 'since'].includes(key)),
      )
    : value

const catalogue: Text[] = (
  await Promise.all(
    filesIn('src/words/en', /\.(ts|json)$/).map(async (file) => {
      const words: unknown = file.endsWith('.json')
        ? JSON.parse(readFileSync(file, 'utf8'), (key, value) =>
            Array.isArray(value) ? value : spoken(key, value),
          )
        : await import(pathToFileURL(resolve(file)).href)
      return strings(words).map((text) => ({ file, text }))
    }),
  )
).flat()

const withoutCode = (text: string) =>
  text
    .replace(/^---\n[\s\S]*?\n---$/m, '')
    .replace(/^```[\s\S]*?^```$/gm, '.')
    .replace(/`[^`\n]*`/g, 'code')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/<!--[\s\S]*?-->/g, '')

const prose: Text[] = [
  ...filesIn('lessons', /\/lesson\.md$/),
  'README.md',
  ...filesIn('docs', /\.md$/),
].map((file) => ({
  file,
  text: withoutCode(readFileSync(file, 'utf8')),
}))

const checks: Text[] = filesIn('lessons', /\.yaml$/).map((file) => ({
  file,
  text: readFileSync(file, 'utf8'),
}))

/** Each place where a pattern fits, with the words around it. */
function hits(texts: readonly Text[], pattern: RegExp): string[] {
  return texts.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map(({ index }) =>
      `${file}: … ${text.slice(Math.max(index - 40, 0), index + 40)} …`.replaceAll('\n', ' '),
    ),
  )
}

/** Words that readers of plain English do not know, or that mean something else to them. */
const unused = [
  'mend(?:s|ed|ing)?',
  'shall',
  'whom',
  'anew',
  'heed(?:s|ed|ing)?',
  'whoever',
  'thereby',
  'lest',
  'spelt',
  'beheld',
  'as ever',
  'of its own',
  'stands? in',
  'sees? to it',
  'so do we',
  'the same here',
]

/** docs/words.md lists the words that are not used, and so names them. */
const namesThem = ['docs/words.md', 'docs/style.md']

describe('words that are not used', () => {
  test.each(unused)('%s', (word) => {
    const pattern = new RegExp(`\\b${word}\\b`, 'gi')
    const texts = [...catalogue, ...prose, ...checks].filter(
      ({ file }) => !namesThem.includes(file),
    )
    expect(hits(texts, pattern)).toEqual([])
  })
})

/** The catalogues that speak of what is on the wire. */
const onTheWire = catalogue.filter(({ file }) =>
  /\/(browser-claims|causes|checks|explain|headers|leaks|methods|notes|outside-causes|problems|promises|protocols|statuses|views)\./.test(
    file,
  ),
)

describe('one word for one thing, in what is said of the wire and by checks', () => {
  test.each([
    ['response, not answer', /\banswers?\b/gi],
    ['header, not field line', /\bfield lines?\b/gi],
    ['empty line, not blank line', /\bblank line\b/gi],
    ['passes, not holds', /\bchecks? (?:that )?(?:holds?|does not hold)\b/gi],
    ['opened in advance, not spare', /\bspare\b/gi],
  ])('%s', (_, pattern) => {
    expect(hits([...onTheWire, ...checks], pattern)).toEqual([])
  })
})

const most = 25

/** Sentences of more words than that. A colon, a semicolon and a line's end end one too. */
const tooLong = ({ file, text }: Text): string[] =>
  text
    .split(/(?<=[.?!:;])["')*_]*\s+|\s{3,}|\n\s*\n|\n\s*[-*|>#]\s|\|/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length > most)
    .map((sentence) => `${file}: ${sentence.replaceAll('\n', ' ')}`)

describe(`no sentence has more than ${most} words`, () => {
  test('in the catalogue', () => {
    expect(catalogue.flatMap(tooLong)).toEqual([])
  })
  test('in the lessons', () => {
    expect(prose.filter(({ file }) => file.startsWith('lessons/')).flatMap(tooLong)).toEqual([])
  })
})

test('the catalogue was read', () => {
  expect(catalogue.length).toBeGreaterThan(2000)
  expect(prose.length).toBeGreaterThan(6)
})
