/**
 * What a person reads when something can't be done: what happened and what to do next. Anything
 * else that is thrown is a defect of the course.
 */
export class CourseError extends Error {
  override readonly name = 'CourseError'
  readonly next: string
  readonly exitCode: 1 | 2

  constructor(said: string, next: string, exitCode: 1 | 2 = 1) {
    super(said)
    this.next = next
    this.exitCode = exitCode
  }
}

const list = (words: readonly string[]) => words.join(', ')

/** The errors of the course, each with its next step. Exit code 2: the command was not understood. */
export const errors = {
  unknownStage: (given: string, names: readonly string[]) =>
    new CourseError(
      `There is no stage "${given}".`,
      `Give a number from 1 to ${names.length} or one of: ${list(names)}.`,
      2,
    ),
  badPort: (given: string) =>
    new CourseError(`"${given}" is not a port.`, 'Give a whole number from 1 to 65535.', 2),
  badOption: (said: string) => new CourseError(said, 'See: learn-webserver --help', 2),
  notAFolder: (path: string) =>
    new CourseError(
      `${path} is a file, not a folder.`,
      'Give --dir the folder that your servers should be kept in.',
      2,
    ),
  folderNotOurs: (path: string) =>
    new CourseError(
      `${path} has files in it, and no progress.json of this course.`,
      'Give --dir an empty folder, a new one, or the one you began the course in.',
      2,
    ),
  noFolder: (path: string) =>
    new CourseError(
      `There is no folder of the course at ${path}.`,
      'Begin the course with: learn-webserver',
      2,
    ),
  cannotWrite: (path: string, reason: string) =>
    new CourseError(
      `Could not write ${path}: ${reason}.`,
      'Choose a folder that you may write to with --dir.',
    ),
  needsTerminal: (what: string, instead: string) =>
    new CourseError(`${what} asks before it acts, and here nobody can answer.`, instead, 2),
  portTaken: (port: number, holder: string | undefined) =>
    new CourseError(
      `Port ${port} is taken${holder === undefined ? '' : ` by ${holder}`}.`,
      'Stop that program, or give another port: --port 9100',
    ),
  portNotAllowed: (port: number) =>
    new CourseError(
      `This system does not let you listen on port ${port}.`,
      'Ports below 1024 are often kept for the administrator. Give a higher one: --port 9100',
    ),
  lesson: (file: string, line: number, said: string, expected: string) =>
    new CourseError(`${file}:${line}: ${said}`, expected),
  serverFile: (file: string, said: string) =>
    new CourseError(`${file}: ${said}`, 'Mend that line and start the server again.'),
  serverMissing: (file: string, stage: number) =>
    new CourseError(
      `${file} is not there.`,
      `To get the course's version back: learn-webserver reset ${stage}`,
    ),
}
