import { createHash } from 'node:crypto'
import type { Stage } from '../../course/course.ts'
import { type Language, languageNames } from '../../course/language.ts'
import { needsHttpServer } from '../../course/program.ts'
import { type FoundServer, findServers } from '../../workspace/find-servers.ts'
import type { HandInNote } from '../summary.ts'
import { bare, type CourseTexts } from './course-texts.ts'
import type { HandInFiles } from './intake.ts'
import { readHandIn } from './read-hand-in.ts'
import type { Program } from './similarity.ts'

/** A server of a hand-in, with its text. */
export interface Handed extends FoundServer, Program {
  /** Nothing was written: it is what the stage begins with, in the course or from the student's stage before. */
  readonly unchanged: 'course' | 'own' | undefined
  /** The command of the settings that would start it. */
  readonly command: string | undefined
  /** It is in a language that only its command can start. */
  readonly isForeign: boolean
}

/** What is known of a hand-in before anything of it is run. */
export interface Survey {
  readonly servers: readonly Handed[]
  /** Folders of it that servers run in and that lack what they need: the pages, or the classes of the later stages. */
  readonly lacking: readonly {
    readonly root: string
    readonly file: Lacking
    readonly language: Language
  }[]
  readonly notes: readonly HandInNote[]
  /** Stays the same while nothing in it changes. */
  readonly hash: string
}

export type Lacking = 'site' | 'http-server'

/** The files of a hand-in. Throws Unreadable. */
export const readFiles = (path: string, stages: readonly Stage[]): HandInFiles =>
  readHandIn(path, (paths) => findServers(paths, stages).servers.length > 0)

/** Looks a hand-in through and runs nothing. Throws Unreadable. */
export function survey(path: string, stages: readonly Stage[], course: CourseTexts): Survey {
  const files = readFiles(path, stages)
  const settings = (root: string) => settingsIn(files, root)
  const { servers: found, strays } = findServers(
    files.files.keys(),
    stages,
    (root) => settings(root).language,
  )
  const servers: Handed[] = []
  for (const server of found) {
    const program = { language: server.language, source: textOf(files, server.path) }
    servers.push({
      ...server,
      ...program,
      unchanged:
        course.sameAs(server.stage, program) === 'start'
          ? 'course'
          : isFromOwn(server.stage, program, servers.at(-1), stages)
            ? 'own'
            : undefined,
      command: settings(server.root).command,
      isForeign: false,
    })
  }
  servers.push(...foreignServers(files, servers, stages))
  const lacking = lackingIn(servers, files)
  return {
    servers,
    lacking,
    hash: hashOf(files),
    notes: [
      ...notesOn(servers, files),
      ...strays.map((file) => ({ about: 'no-stage', file }) as const),
      ...lacking.map(
        ({ file, language }) =>
          ({ about: 'added', file: file === 'site' ? 'site/' : `${file}.${language}` }) as const,
      ),
      ...files.leftOut.map((one) => ({ about: 'left-out', ...one }) as const),
      ...textNotes(servers, course),
    ],
  }
}

/** Stages whose servers only a command of the settings can start: there is a folder for them with files in it. */
function foreignServers(
  handIn: HandInFiles,
  servers: readonly Handed[],
  stages: readonly Stage[],
): Handed[] {
  const paths = [...handIn.files.keys()]
  const root = rootsWithSettings(handIn)[0] ?? ''
  const { command } = settingsIn(handIn, root)
  if (command === undefined) return []
  return stages
    .filter(({ number }) => !servers.some(({ stage }) => stage === number))
    .map(({ number, folder }) => ({ number, file: `${folder}/` }))
    .filter(({ file }) =>
      paths.some((path) => path.startsWith(root === '' ? file : `${root}/${file}`)),
    )
    .map(({ number, file }) => ({
      stage: number,
      root,
      file,
      path: root === '' ? file : `${root}/${file}`,
      language: 'js',
      source: '',
      unchanged: undefined,
      command,
      isForeign: true,
    }))
}

/** A server that is the one of the stage before, on another port: the course brings it so. */
function isFromOwn(
  number: number,
  program: Program,
  before: Handed | undefined,
  stages: readonly Stage[],
): boolean {
  if (before === undefined || before.stage !== number - 1) return false
  const onPort = (stage: number, { language, source }: Program) =>
    bare({ language, source: source.replaceAll(String(stages[stage - 1]?.port), 'PORT') })
  return (
    before.language === program.language && onPort(number, program) === onPort(before.stage, before)
  )
}

function notesOn(servers: readonly Handed[], files: HandInFiles): HandInNote[] {
  const roots = new Set(servers.map(({ root }) => root))
  const commands = new Set(
    rootsWithSettings(files).flatMap((root) => settingsIn(files, root).command ?? []),
  )
  const used = languageNames.filter((name) =>
    servers.some(({ language, isForeign }) => !isForeign && language === name),
  )
  return [
    ...(used.length === 0 ? [] : [{ about: 'language', languages: used } as const]),
    ...[...roots].filter(Boolean).map((folder) => ({ about: 'deeper', folder }) as const),
    ...servers
      .filter(({ path, root, file }) => path !== (root === '' ? file : `${root}/${file}`))
      .map(({ stage, path }) => ({ about: 'misnamed', stage, file: path }) as const),
    ...[...commands].map((command) => ({ about: 'command', command, ran: false }) as const),
    ...([...files.files.keys()].some((path) => /(^|\/)progress\.json$/.test(path))
      ? [{ about: 'progress' } as const]
      : []),
  ]
}

function textNotes(servers: readonly Handed[], course: CourseTexts): HandInNote[] {
  const own = servers.filter(({ isForeign }) => !isForeign)
  const stagesWhere = (is: (server: Handed) => boolean) => own.filter(is).map(({ stage }) => stage)
  const same = (what: 'solution' | 'next-start') =>
    stagesWhere(
      (server) => server.unchanged === undefined && course.sameAs(server.stage, server) === what,
    )
  const found = [
    { about: 'unchanged', stages: stagesWhere(({ unchanged }) => unchanged !== undefined) },
    { about: 'solution', stages: same('solution') },
    { about: 'next-start', stages: same('next-start') },
  ] as const
  return found.filter(({ stages }) => stages.length > 0)
}

function lackingIn(servers: readonly Handed[], { files }: HandInFiles): Survey['lacking'] {
  const roots = new Map(servers.map(({ root, language }) => [root, language]))
  return [...roots].flatMap(([root, language]) => {
    const here = servers.filter((server) => server.root === root)
    const has = (name: string) =>
      [...files.keys()].some((path) => path.startsWith(root === '' ? name : `${root}/${name}`))
    const needsSite = here.some(({ source }) => /\bsite\b/.test(source)) && !has('site/')
    const classes = here.find(({ source }) => needsHttpServer(source))
    const needsClasses = classes !== undefined && !has(`http-server.${classes.language}`)
    return [
      ...(needsSite ? [{ root, file: 'site', language } as const] : []),
      ...(needsClasses ? [{ root, file: 'http-server', language: classes.language } as const] : []),
    ]
  })
}

/** The folders that have settings. */
const rootsWithSettings = ({ files }: HandInFiles): string[] =>
  [...files.keys()]
    .filter((path) => /(^|\/)settings\.json$/.test(path))
    .map((path) => path.split('/').slice(0, -1).join('/'))

/** What a hand-in's settings say. What can't be read says nothing. */
function settingsIn(files: HandInFiles, root: string): { language?: Language; command?: string } {
  try {
    const path = root === '' ? 'settings.json' : `${root}/settings.json`
    const read: unknown = JSON.parse(textOf(files, path))
    if (typeof read !== 'object' || read === null) return {}
    const language = languageNames.find((name) => 'language' in read && read.language === name)
    const command = 'command' in read && typeof read.command === 'string' ? read.command : ''
    return { ...(language && { language }), ...(command.trim() && { command }) }
  } catch {
    return {}
  }
}

const textOf = ({ files }: HandInFiles, path: string): string =>
  Buffer.from(files.get(path)?.content ?? [])
    .toString('utf8')
    .replace(/^\uFEFF/, '')

function hashOf({ files, leftOut }: HandInFiles): string {
  const hash = createHash('sha256')
  for (const [path, { content, isExecutable }] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(JSON.stringify([path, content.length, isExecutable])).update(content)
  return hash.update(JSON.stringify(leftOut)).digest('hex')
}
