import { WinnowFilter } from '@dodona/dolos-core'
import { type Language, languages } from '../../course/language.ts'
import { shapeOf, tokensOf } from './tokens.ts'

// Fingerprints of programs by winnowing (Schleimer, Wilkerson and Aiken, 2003), as Dolos makes them: each run of so
// many tokens has a hash, and the least hash of each window is kept.

/** Tokens of a run. Shorter ones are found in programs that have nothing to do with each other. */
const runTokens = 16
/** Runs of a window. */
const windowRuns = 4
/** Fingerprints of its own that a hand-in needs to be compared. With fewer, chance decides. */
const leastOwn = 20
/** Hand-ins that may share a fingerprint. What more of them have comes from what all of them read. */
const mostSharing = 10
/** Two hand-ins of which so many percent are the same are named. */
const leastPercent = 80

export interface Program {
  readonly language: Language
  readonly source: string
}

/** All runs of programs: of those of the course, for what is in them is nobody's own. */
export const runsOf = (programs: readonly Program[]): ReadonlySet<string> => hashesOf(programs, 1)

/** The fingerprints of programs, without the runs that are the course's. */
export const fingerprintsOf = (
  programs: readonly Program[],
  known: ReadonlySet<string>,
): readonly string[] => [...hashesOf(programs, windowRuns)].filter((hash) => !known.has(hash))

function hashesOf(programs: readonly Program[], window: number): Set<string> {
  const filter = new WinnowFilter(runTokens, window)
  return new Set(
    programs.flatMap(({ language, source }) => {
      const { platform } = languages[language]
      const shape = shapeOf(tokensOf(source, platform), platform)
      return [...filter.fingerprints(shape)].map(({ hash }) => `${platform} ${hash}`)
    }),
  )
}

/** A hand-in with its fingerprints. */
export interface Printed {
  readonly name: string
  readonly fingerprints: readonly string[]
}

/** Another hand-in, and how much is in both, of the one that has less of its own. */
export interface Near {
  readonly name: string
  readonly percent: number
}

/** For each hand-in that is near to others: those, the nearest first. */
export function nearHandIns(all: readonly Printed[]): ReadonlyMap<string, readonly Near[]> {
  const sharing = new Map<string, number>()
  for (const hash of all.flatMap(({ fingerprints }) => fingerprints))
    sharing.set(hash, (sharing.get(hash) ?? 0) + 1)
  const own = all
    .map(({ name, fingerprints }) => ({
      name,
      hashes: new Set(fingerprints.filter((hash) => (sharing.get(hash) ?? 0) <= mostSharing)),
    }))
    .filter(({ hashes }) => hashes.size >= leastOwn)
  const near = new Map<string, Near[]>()
  const add = (name: string, other: Near) => near.set(name, [...(near.get(name) ?? []), other])
  for (const [i, a] of own.entries())
    for (const b of own.slice(i + 1)) {
      const both = [...a.hashes].filter((hash) => b.hashes.has(hash)).length
      const percent = Math.floor((100 * both) / Math.min(a.hashes.size, b.hashes.size))
      if (percent < leastPercent) continue
      add(a.name, { name: b.name, percent })
      add(b.name, { name: a.name, percent })
    }
  for (const others of near.values()) others.sort((a, b) => b.percent - a.percent)
  return near
}
