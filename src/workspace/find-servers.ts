import type { Stage } from '../course/course.ts'
import { type Language, languageNames, serverFile } from '../course/language.ts'

/** A server that somebody handed in. Paths have `/` between their parts. */
export interface FoundServer {
  /** The number of its stage. */
  readonly stage: number
  /** The folder that holds the folders of the stages; empty for the one that was looked through. */
  readonly root: string
  /** Where it should lie below `root`: `1-raw-socket/server.py`. */
  readonly file: string
  /** Where it lies, below the folder that was looked through. */
  readonly path: string
  readonly language: Language
}

export interface FoundServers {
  /** One for each stage that has any. */
  readonly servers: readonly FoundServer[]
  /** Files named as servers that lie in no stage's folder. */
  readonly strays: readonly string[]
}

/** A server's name as it should be, and as systems and people change it: `Server.ts`, `server.ts.txt`, `server (1).py`. */
const namedServer = /^server(?: ?\(\d+\)| - copy| copy)?\.(ts|js|py)(?:\.txt)?$/i

/**
 * Finds the servers among the files of a folder: in the stages' folders, wherever those lie, in whatever language.
 * Where a stage has several, the folder with most stages goes before others, then the language of `settings`, the
 * language of most servers there, and the right name.
 */
export function findServers(
  paths: Iterable<string>,
  stages: readonly Stage[],
  settings: (root: string) => Language | undefined = () => undefined,
): FoundServers {
  const candidates: FoundServer[] = []
  const strays: string[] = []
  for (const path of paths) {
    const candidate = inFolder(path, stages) ?? byName(path, stages)
    if (candidate !== undefined) candidates.push(candidate)
    else if (namedServer.test(nameOf(path))) strays.push(path)
  }
  const rank = rankOf(candidates, settings)
  const servers = stages.flatMap(({ number }) => {
    const [best] = candidates
      .filter(({ stage }) => stage === number)
      .map((one) => ({ one, rank: rank(one) }))
      .sort((a, b) => compare(a.rank, b.rank))
    return best === undefined ? [] : [best.one]
  })
  return { servers, strays }
}

/** A server in a stage's folder. */
function inFolder(path: string, stages: readonly Stage[]): FoundServer | undefined {
  const parts = path.split('/').slice(0, -1)
  const folder = parts.pop() ?? ''
  const language = languageOf(namedServer.exec(nameOf(path))?.[1])
  const stage = stageNamed(folder, stages)
  if (stage === undefined || language === undefined) return undefined
  const file = `${folder}/${serverFile(language)}`
  return { stage: stage.number, root: parts.join('/'), file, path, language }
}

/** A server that has its stage's name: `1-raw-socket.py`, `stage1.py`. */
function byName(path: string, stages: readonly Stage[]): FoundServer | undefined {
  const [, stem = '', ending] = /^(.*)\.(ts|js|py)(?:\.txt)?$/i.exec(nameOf(path)) ?? []
  const language = languageOf(ending)
  const stage = /^\d+$/.test(stem) ? undefined : stageNamed(stem, stages)
  if (stage === undefined || language === undefined) return undefined
  const root = path.split('/').slice(0, -1).join('/')
  const file = `${stage.folder}/${serverFile(language)}`
  return { stage: stage.number, root, file, path, language }
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

const languageOf = (ending: string | undefined): Language | undefined =>
  languageNames.find((language) => language === ending?.toLowerCase())

/** The stage that a name means: `1-raw-socket`, `raw-socket`, `1`, `Stage 1`. */
function stageNamed(given: string, stages: readonly Stage[]): Stage | undefined {
  const name = given.toLowerCase()
  const number = /^(?:stage|step)?[ _-]?0*(\d+)(?:[ ._-].*)?$/.exec(name)?.[1]
  return stages.find(
    (stage) => name === stage.folder || name === stage.name || number === String(stage.number),
  )
}

/** The smaller, the better; the first number that differs decides. */
function rankOf(
  candidates: readonly FoundServer[],
  settings: (root: string) => Language | undefined,
): (candidate: FoundServer) => readonly number[] {
  return ({ root, path, file, language }) => {
    const beside = candidates.filter((one) => one.root === root)
    const preferred = settings(root)
    return [
      -new Set(beside.map(({ stage }) => stage)).size,
      root === '' ? 0 : root.split('/').length,
      preferred === undefined || language === preferred ? 0 : 1,
      -beside.filter((one) => one.language === language).length,
      path.endsWith(file) ? 0 : 1,
      languageNames.indexOf(language),
    ]
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((number, at) => number !== b[at])
  return (a[i] ?? 0) - (b[i] ?? 0)
}
