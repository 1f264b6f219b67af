import { distance } from 'fastest-levenshtein'

/** How many letters may be wrong for a name to be taken for another. */
const maxSlips = 3

/** The name among those sent that comes nearest to the one that is missing; undefined where none comes near. */
export function nearestHeader(sent: readonly string[], wanted: string): string | undefined {
  const bare = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '')
  const [best] = sent
    .map((name) => ({ name, slips: distance(bare(name), bare(wanted)) }))
    .sort((a, b) => a.slips - b.slips)
  return best !== undefined && best.slips <= maxSlips && best.name !== '' ? best.name : undefined
}
