import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Check } from '../../course/checks.ts'
import { bytesOf } from '../../course/escaped.ts'

/** What the programs of a learner's folder do not need, and what may be large. */
const leftOut = new Set(['.git', '.learn-webserver', 'backups', 'node_modules', 'progress.json'])

/**
 * Copies the learner's folder to where checks may change files. The programs are to run in the copy
 * as they would in the folder.
 */
export function copyForChecks(folder: string, to: string): void {
  cpSync(folder, to, {
    recursive: true,
    filter: (path) => path === folder || !leftOut.has(basename(path)),
  })
}

/** Has files in a folder as a check wants them; gives back what puts them back as they were. */
export function withFiles(folder: string, files: Check['files']): () => void {
  const undo = Object.entries(files).map(([name, text]) => {
    const path = join(folder, name)
    const aside = `${path}.aside`
    const wasThere = existsSync(path)
    if (wasThere) renameSync(path, aside)
    if (text !== null) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, bytesOf(text) ?? '')
    }
    return () => {
      rmSync(path, { force: true })
      if (wasThere) renameSync(aside, path)
    }
  })
  return () => {
    for (const step of undo.reverse()) step()
  }
}

/** Reads a file of the folder; undefined where there is none. */
export function readIn(folder: string): (name: string) => Uint8Array | undefined {
  return (name) => {
    try {
      return readFileSync(join(folder, name))
    } catch {
      return undefined
    }
  }
}
