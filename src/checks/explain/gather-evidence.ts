import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../course/language.ts'
import type { ListeningAddress } from '../../process/listening.ts'
import { readRegular } from '../../process/read-regular.ts'
import type { Evidence, FindCause } from './evidence.ts'
import { findCause } from './find-cause.ts'
import { outlineOfJavaScript } from './source/javascript-outline.ts'
import type { Outline } from './source/outline.ts'
import { outlineOfPython } from './source/python-outline.ts'

/** The learner's program, as far as evidence is looked for in it. */
export interface Suspect {
  readonly language: Language
  /** Its server, below the folder; undefined where a command of the settings starts it. */
  readonly file: string | undefined
  /** The learner's folder. */
  readonly folder: string
  /** The copy of it in which the program runs while it is checked. */
  readonly copy: string
  readonly port: number | undefined
  /** Where it listens now. */
  readonly listening: () => Promise<readonly ListeningAddress[]>
}

/** Gathers what is known about a failure, and asks the rules. It costs nothing until a check has failed. */
export function causeFinder(suspect: Suspect): FindCause {
  return async (seen) => {
    try {
      const { language, file = '', folder, copy, port } = suspect
      const textOf = textIn(copy)
      const evidence: Evidence = {
        ...seen,
        language,
        file,
        folder: { path: folder, copy },
        files: filesBelow(copy),
        listening: await suspect.listening(),
        port,
        textOf,
        outline: await outlineOf(textOf(file), language),
      }
      return findCause(evidence)
    } catch {
      // A failure without a cause is told as well; a cause must never hide it.
      return undefined
    }
  }
}

async function outlineOf(
  source: string | undefined,
  language: Language,
): Promise<Outline | undefined> {
  if (source === undefined) return undefined
  if (language === 'py') return outlineOfPython(source)
  return outlineOfJavaScript(source, language === 'ts' ? 'typescript' : 'javascript')
}

/** Files that are listed, and how deep: nobody looks for a page below that. */
const maxFiles = 500
const maxDepth = 4

function filesBelow(folder: string, depth = 0): string[] {
  const found: string[] = []
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    if (entry.isFile()) found.push(entry.name)
    else if (entry.isDirectory() && depth < maxDepth)
      found.push(
        ...filesBelow(join(folder, entry.name), depth + 1).map((name) => `${entry.name}/${name}`),
      )
    if (found.length > maxFiles) break
  }
  return found
}

/** Bytes of a file that are read as a program. */
const maxBytes = 500_000

const textIn = (folder: string) => (file: string) => {
  try {
    const bytes = readRegular(join(folder, file))
    return bytes.length > maxBytes ? undefined : bytes.toString('utf8').replace(/^\ufeff/, '')
  } catch {
    return undefined
  }
}
