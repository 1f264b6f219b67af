import { corpus, type Sample } from './corpus.ts'

/** Pieces that mean something somewhere in a message. */
export const pieces = [
  ...[
    '\r',
    '\n',
    '\r\n',
    '\r\n\r\n',
    ' ',
    '\t',
    ':',
    ';',
    ',',
    '=',
    '"',
    '\\',
    '\0',
    '\x01',
    '\x7f',
  ],
  ...[
    '\x80',
    '\xe9',
    'a',
    '0',
    '5',
    'f',
    'g',
    '/',
    '?',
    '#',
    '%',
    '&',
    '@',
    '[',
    '-',
    '+',
    '*',
    'GET ',
  ],
  ...[
    'HTTP/1.1',
    'Host: b\r\n',
    'Content-Length: 3\r\n',
    'Transfer-Encoding: chunked\r\n',
    'chunked',
  ],
  ...[
    'Connection: close\r\n',
    'http://',
    '--x',
    '--x--',
    'name=value',
    '\r\n\r\nhello',
    'HTTP/1.1 200 OK\r\n',
  ],
]

/** One change: at a place from 0 to 1 in the text, some characters go and others come. */
export interface Edit {
  readonly place: number
  readonly remove: number
  readonly insert: string
}

export function applyEdits(text: string, edits: readonly Edit[]): string {
  return edits.reduce((before, { place, remove, insert }) => {
    const at = Math.floor(place * (before.length + 1))
    return before.slice(0, at) + insert + before.slice(at + remove)
  }, text)
}

/** Numbers from 0 to 1 that follow from the seed alone (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A sample of the corpus, changed in one to four places, and sometimes another after it. */
export function mutant(random: () => number, samples: readonly Sample[] = corpus): Sample {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  const sample = pick(samples)
  if (sample === undefined) throw new Error('there are no samples')
  const edits = Array.from({ length: 1 + Math.floor(random() * 4) }, () => ({
    place: random(),
    remove: random() < 0.5 ? 0 : Math.floor(random() * 8),
    insert: random() < 0.3 ? '' : (pick(pieces) ?? ''),
  }))
  const next = random() < 0.2 ? pick(samples.filter(({ role }) => role === sample.role)) : undefined
  return { ...sample, text: applyEdits(sample.text, edits) + (next?.text ?? '') }
}
