import { viewWords } from '../words/views.ts'
import type { DecodedPair, Oddity } from './decode.ts'

const { steps } = viewWords

/** What is unusual about a pair, in words. */
export function oddityWords({ name, value }: DecodedPair): string[] {
  return [
    ...(value === undefined ? [steps.noEquals] : []),
    ...[...name.oddities, ...(value?.oddities ?? [])].map(wordsFor),
  ]
}

function wordsFor(oddity: Oddity): string {
  switch (oddity.type) {
    case 'bad-percent':
      return steps.badPercent(oddity.text)
    case 'not-utf8':
      return steps.notUtf8
    case 'entities': {
      const found = oddity.found.map(({ text, means }) => steps.entity(text, means)).join(', ')
      return steps.entities(found)
    }
  }
}
