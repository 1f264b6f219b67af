import type { Taken } from '../process/port-state.ts'

/**
 * What a person reads when something can't be done: what happened and what to do next. Anything
 * else that is thrown is a defect of the course.
 */
export class CourseError extends Error {
  override readonly name = 'CourseError'
  readonly next: string
  readonly exitCode: 1 | 2

  /** By name: the first file and those that are loaded later each have this class in them. */
  static override [Symbol.hasInstance](value: unknown): value is CourseError {
    return value instanceof Error && value.name === 'CourseError'
  }

  constructor(said: string, next: string, exitCode: 1 | 2 = 1) {
    super(said)
    this.next = next
    this.exitCode = exitCode
  }
}

/** Who has a port that was wanted. */
export function takenWords({ port, holder, only }: Taken): string {
  const by =
    holder === undefined
      ? ''
      : holder.isCourse
        ? ` by an older run of this course, process ${holder.pid}`
        : ` by ${holder.name} (process ${holder.pid})`
  const where =
    only === undefined ? '' : ` on ${only} alone, and a browser at localhost could reach that one`
  return `Port ${port} is taken${by}${where}.`
}

/** How to have the port again; a clause that others can follow. */
export function endHolder({ holder }: Taken, platform = process.platform): string {
  if (holder === undefined || !holder.isCourse) return 'Stop that program'
  const kill = platform === 'win32' ? 'taskkill /F /PID' : 'kill'
  return `Quit it there with q, or end it from here (${kill} ${holder.pid})`
}

const list = (words: readonly string[]) => words.join(', ')

/** The errors of the course, each with its next step. Exit code 2: the command was not understood. */
export const errors = {
  oldNode: (version: string, wanted: string) =>
    new CourseError(
      `This is Node ${version}, and the course needs ${wanted} or newer.`,
      'Install a newer one: https://nodejs.org',
      2,
    ),
  noCommand: (words: readonly string[]) =>
    new CourseError(
      `"${words.join(' ')}" is neither a stage nor a command.`,
      'See what there is: learn-webserver --help',
      2,
    ),
  unknownStage: (given: string, names: readonly string[]) =>
    new CourseError(
      `There is no stage "${given}".`,
      `Give a number from 1 to ${names.length} or one of: ${list(names)}.`,
      2,
    ),
  badPort: (given: string) =>
    new CourseError(`"${given}" is not a port.`, 'Give a whole number from 1 to 65535.', 2),
  badByteCount: (given: string) =>
    new CourseError(
      `"${given}" is not a number of bytes.`,
      'Give a whole number: --max-body 1000',
      2,
    ),
  badOption: (said: string) => new CourseError(said, 'See: learn-webserver --help', 2),
  notAFolder: (path: string) =>
    new CourseError(
      `${path} is a file, not a folder.`,
      'Give --dir the folder that your servers should be kept in.',
      2,
    ),
  folderNotOurs: (path: string) =>
    new CourseError(
      `${path} has other files in it.`,
      'Name an empty folder, a new one, or the one you began the course in.',
      2,
    ),
  noFolder: (path: string) =>
    new CourseError(
      `There is no folder of the course at ${path}.`,
      `Begin the course in it: learn-webserver --dir ${path}`,
      2,
    ),
  cannotWrite: (path: string, reason: string) =>
    new CourseError(
      `Could not write ${path}: ${reason}.`,
      'Choose a folder that you may write to with --dir.',
    ),
  badSettings: (path: string, where: string, expected: string) =>
    new CourseError(
      where === '' ? `${path} is not JSON: ${expected}.` : `${path}: ${where} is not as expected.`,
      where === '' ? 'Mend it, or delete it: then all is as usual.' : `Expected: ${expected}.`,
      2,
    ),
  progressUnreadable: (path: string, reason: string) =>
    new CourseError(
      `${path} can't be read: ${reason}.`,
      'Make it yours to read, or move it away: a new one is begun then.',
    ),
  newerProgress: (path: string) =>
    new CourseError(
      `${path} was written by a newer version of this course.`,
      'Run that version: npx learn-webserver@latest',
    ),
  noTemporary: (folder: string, reason: string) =>
    new CourseError(
      `No temporary folder could be made in ${folder}: ${reason}.`,
      'Have TMPDIR name a folder that you may write to.',
    ),
  needsTerminal: (what: string, instead: string) =>
    new CourseError(`${what} asks before it acts, and here nobody can answer.`, instead, 2),
  portTaken: (taken: Taken) =>
    new CourseError(takenWords(taken), `${endHolder(taken)}, or give another port: --port 9100`),
  portNotAllowed: (port: number) =>
    new CourseError(
      `This system does not let you listen on port ${port}.`,
      'Ports below 1024 are often kept for the administrator. Give a higher one: --port 9100',
    ),
  damagedCourse: (file: string, reason: string) =>
    new CourseError(
      `${file}, a file of the course, can't be read: ${reason}.`,
      'Install the course again. In a clone of it: npm run build',
    ),
  lesson: (file: string, line: number, said: string, expected: string) =>
    new CourseError(`${file}:${line}: ${said}`, expected),
  serverFile: (file: string, said: string) =>
    new CourseError(`${file}: ${said}`, 'Mend it, then start the server again.'),
  serverMissing: (file: string) =>
    new CourseError(
      `${file} is not there.`,
      "To get the course's version back, quit and take: learn-webserver reset",
    ),
  noPython: (
    least: string,
    tried: readonly string[],
    found: readonly { readonly command: string; readonly version: string }[],
  ) =>
    new CourseError(
      `There is no Python ${least} or newer on this machine. Tried: ${list(
        tried.map((command) => {
          const old = found.find((python) => python.command === command)
          return old === undefined ? command : `${command}, which is ${old.version}`
        }),
      )}.`,
      'Install it (https://www.python.org), or take another language: --lang ts',
    ),
  commandSet: (path: string) =>
    new CourseError(
      `${path} names a command that starts your servers, so --lang would change nothing.`,
      'Take the line "command" out of it first.',
      2,
    ),
  nothingToExplain: () =>
    new CourseError(
      'There is no message to explain.',
      'Name a file, or pipe one in: curl -si --raw http://localhost:9001/ | learn-webserver explain',
      2,
    ),
  noSuchFile: (path: string) =>
    new CourseError(
      `There is no file ${path}.`,
      'Name a file that holds a request, an answer or both, or a HAR file.',
      2,
    ),
  fileIsFolder: (path: string) =>
    new CourseError(
      `${path} is a folder.`,
      'Name a file in it that holds a request, an answer or both, or a HAR file.',
      2,
    ),
  cannotRead: (path: string, reason: string) =>
    new CourseError(
      `Could not read ${path}: ${reason}.`,
      'Name a file that you may read, or pipe it in.',
    ),
  nothingIn: (path: string) =>
    new CourseError(
      `${path} is empty: not one byte came.`,
      'To record an answer with all its bytes: curl -si --raw http://localhost:9001/ > answer.txt',
      2,
    ),
  tooMuch: (path: string, most: string) =>
    new CourseError(
      `${path} holds more than ${most}, which is all that is read.`,
      `Cut it: head -c 1000000 ${path} | learn-webserver explain`,
      2,
    ),
  brokenHar: (path: string, where: string, expected: string) =>
    new CourseError(
      `${path} begins as a HAR file, and is none.`,
      where === '' ? expected : `In it, ${where} should be: ${expected}.`,
      2,
    ),
  cannotSave: (path: string, reason: string) =>
    new CourseError(
      `${path} can't be written: ${reason}.`,
      'Give --save a file in a folder that is there and that you may write to.',
    ),
  nothingToTap: () =>
    new CourseError(
      'Neither a program to start nor a server to stand in front of was given.',
      'Give one: learn-webserver tap -- node server.js, or: learn-webserver tap --to localhost:8000',
      2,
    ),
  tapBoth: () =>
    new CourseError(
      'A program to start and --to were both given.',
      'Leave one out: -- CMD starts a program, --to stands in front of one that runs already.',
      2,
    ),
  notAHost: (given: string) =>
    new CourseError(`"${given}" is not HOST:PORT.`, 'Give it like this: --to localhost:8000', 2),
  notThisMachine: (host: string, port: number) =>
    new CourseError(
      `${host} is not this machine, and the tap passes nothing on to others.`,
      `Give a server that runs here: --to localhost:${port}`,
      2,
    ),
  notOurAddress: (given: string, own: readonly string[]) =>
    new CourseError(
      `${given} is no address of this machine.`,
      `Give 0.0.0.0 for all that it has${own.length === 0 ? '' : `, or one of: ${list(own)}`}.`,
      2,
    ),
  tapItself: (port: number) =>
    new CourseError(
      `The tap would stand in front of itself: it listens on ${port} too.`,
      `Give the tap another port: --port ${port === 65535 ? port - 1 : port + 1}`,
      2,
    ),
  noSuchCommand: (name: string) =>
    new CourseError(
      `There is no program ${name}.`,
      'Is it spelt right, and installed? A file in this folder is started with ./ in front.',
    ),
  notExecutable: (path: string) =>
    new CourseError(
      `${path} is a file that can't be run as a program.`,
      `Name what runs it (node ${path}), or make it one: chmod +x ${path}`,
    ),
  stageAndAll: (given: string) =>
    new CourseError(
      `--all checks every stage, and "${given}" is one of them.`,
      'Leave one of the two out.',
      2,
    ),
  cannotReport: (path: string, reason: string) =>
    new CourseError(
      `The report ${path} can't be written: ${reason}.`,
      'Give --junit a file in a folder that is there and that you may write to.',
      2,
    ),
}
