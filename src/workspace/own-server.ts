import { join } from 'node:path'
import type { Stage } from '../course/course.ts'
import { type Language, serverFile } from '../course/language.ts'
import { shellCommand } from '../process/shell.ts'
import type { ProgramUpstream } from '../process/upstream.ts'
import type { Settings } from './settings.ts'

/** The learner's own server of a stage. */
export interface OwnServer {
  readonly language: Language
  /** Its file, below the learner's folder; undefined where a command of the settings starts it. */
  readonly file: string | undefined
  /** What it is called where it is spoken of. */
  readonly shown: string
  /**
   * How it is started in a folder: the learner's, or a copy of it. The program of that folder runs,
   * and that folder is the current one.
   */
  startedIn(folder: string): ProgramUpstream
}

/** How long a program has to open its port. */
const startLimitMs = 8000

/** Where the copies go that Node runs. */
export const emittedIn = (folder: string) => join(folder, '.learn-webserver')

/** The learner's own server of a stage, by the folder's settings. */
export function ownServer({ folder: stage }: Stage, { language, command }: Settings): OwnServer {
  if (command !== undefined) {
    const line = command.replaceAll('{stage}', stage)
    return {
      language,
      file: undefined,
      shown: line,
      startedIn: (cwd) => ({
        type: 'command',
        command: shellCommand(line),
        cwd,
        limit: startLimitMs,
      }),
    }
  }
  return programAt(`${stage}/${serverFile(language)}`, language)
}

/** A program at a path below a learner's folder, with `/` in it on every system. */
export function programAt(file: string, language: Language): OwnServer {
  return {
    language,
    file,
    shown: file,
    startedIn: (folder) => {
      const place = { file: join(folder, file), root: folder, cwd: folder }
      return language === 'py'
        ? { type: 'python', ...place }
        : { type: 'file', ...place, emitted: emittedIn(folder) }
    },
  }
}
