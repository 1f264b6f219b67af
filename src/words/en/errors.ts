import { listed } from '../plural.ts'
import { typed } from '../typed.ts'

/** What happened, and what to do next. */
export interface Said {
  readonly said: string
  readonly next: string
}

/** A port that was wanted, and who has it. */
export interface TakenPort {
  readonly port: number
  readonly holder:
    | { readonly name: string; readonly pid: number; readonly isCourse: boolean }
    | undefined
  readonly only: string | undefined
}

export function portTakenBy({ port, holder, only }: TakenPort): string {
  const by =
    holder === undefined
      ? ''
      : holder.isCourse
        ? ` by another run of this course (process ${holder.pid})`
        : ` by ${holder.name} (process ${holder.pid})`
  const where = only === undefined ? '' : `, on the address ${only} only`
  return `Port ${port} is in use${by}${where}.`
}

/** How to have the port again; a clause without a full stop. */
export const freePort = ({ holder }: TakenPort) =>
  holder?.isCourse ? 'If that run is yours, quit it there with q' : 'Stop that program'

export const oldNode = (version: string, wanted: string): Said => ({
  said: `This is Node ${version}. The course needs Node ${wanted} or newer.`,
  next: 'Install a newer version: https://nodejs.org',
})

export const noCommand = (words: readonly string[], near?: string): Said => ({
  said: `"${words.join(' ')}" is not a command and not a stage.`,
  next:
    near === undefined
      ? `See all commands: ${typed('--help')}`
      : `Did you mean ${near}? ${typed(near, ...words.slice(1))}`,
})

export const unknownStage = (given: string, names: readonly string[], near?: string): Said => ({
  said: `There is no stage "${given}".`,
  next:
    near === undefined
      ? `Give a number from 1 to ${names.length}, or one of ${listed(names, 'or')}.`
      : `Did you mean ${near}? ${typed(near)}`,
})

export const badPort = (given: string): Said => ({
  said: `"${given}" is not a port.`,
  next: 'Give a whole number from 1 to 65535.',
})

export const badOption = (said: string): Said => ({
  said,
  next: `See all options: ${typed('--help')}`,
})

/** `commands`: those that have a page; the course itself has one too. */
export const noPageOf = (command: string, commands: readonly string[]): Said => ({
  said: `--page does nothing with ${command}, which has no page.`,
  next: `Leave it out. It works with ${listed(commands, 'and')}, and without a command: ${typed('--page')}`,
})

export const onlyWith = (option: string, others: readonly string[], command: string): Said => ({
  said: `${option} does nothing without ${listed(others, 'or')}.`,
  next: `Give ${listed(others, 'or')} too, or leave it out. See all options: ${typed(command, '--help')}`,
})

export const notAFolder = (path: string): Said => ({
  said: `${path} is a file, not a folder.`,
  next: 'Name a folder where your servers can be saved.',
})

export const folderNotOurs = (path: string): Said => ({
  said: `${path} has other files in it.`,
  next: 'Name an empty folder, a new one, or the folder of your servers.',
})

export const alreadyBegun = (path: string): Said => ({
  said: `${path} has servers of the course in it already. Nothing was changed.`,
  next: 'Name an empty folder, or a new one.',
})

export const handInExists = (file: string): Said => ({
  said: `${file} exists already.`,
  next: 'Give another name, or add --overwrite to replace that file.',
})

export const nothingToHandIn = (folder: string): Said => ({
  said: `There is no server of a stage in ${folder}.`,
  next: `Build one first: ${typed('1')}`,
})

export const cannotHandIn = (path: string, reason: string): Said => ({
  said: `${path} can't be written: ${reason}.`,
  next: 'Give a file in a folder that exists and that you may write to.',
})

export const noLessons = (folder: string): Said => ({
  said: `There is no folder ${folder} with lessons.`,
  next: 'Give --lessons a folder in which the folders of stages are, such as 7-cookies.',
})

export const classAndCode = (): Said => ({
  said: 'init needs --class and -c together.',
  next: `For example: ${typed('init', 'kim', '--class', '192.168.1.5:9100', '-c', 'fig-427')}`,
})

export const initAndDir = (): Said => ({
  said: 'init takes the folder without --dir.',
  next: `For example: ${typed('init', 'my-webserver')}`,
})

export const noFolder = (path: string): Said => ({
  said: `There are no servers of the course in ${path}.`,
  next: `Start the course there: ${typed('--dir', path)}`,
})

export const cannotWrite = (path: string, reason: string): Said => ({
  said: `Could not write ${path}: ${reason}.`,
  next: 'Choose a folder that you may write to, with --dir.',
})

export const badSettings = (path: string, where: string, expected: string): Said =>
  where === ''
    ? { said: `${path} is not valid JSON: ${expected}.`, next: 'Fix it, or delete the file.' }
    : { said: `${path}: the value of "${where}" is wrong.`, next: `Expected: ${expected}.` }

export const progressUnreadable = (path: string, reason: string): Said => ({
  said: `${path} can't be read: ${reason}.`,
  next: 'Change its permissions so that you may read it, or move it away.',
})

export const newerProgress = (path: string): Said => ({
  said: `${path} was written by a newer version of this course.`,
  next: 'Run the newest version: npx learn-webserver@latest',
})

export const noTemporary = (folder: string, reason: string): Said => ({
  said: `No temporary folder could be made in ${folder}: ${reason}.`,
  next: 'Set the environment variable TMPDIR to a folder that you may write to.',
})

export const cannotCopy = (to: string, reason: string): Said => ({
  said: `Your folder can't be copied to ${to}: ${reason}.`,
  next: 'Make room there, or set the environment variable TMPDIR to another folder.',
})

export const notOrdinary = (path: string): Said => ({
  said: `${path} is not an ordinary file: it is a pipe, a device or a folder.`,
  next: 'Move it away, or rename it.',
})

/** What a system has run out of, by its code for that. */
const usedUp = {
  ENOSPC: ['There is no room left on the disk', 'Delete what you do not need, then start again.'],
  EDQUOT: ['Your share of the disk is used up', 'Delete what you do not need, then start again.'],
  EMFILE: [
    'This process may not open more files',
    'Raise the limit, then start again: ulimit -n 1024',
  ],
  ENFILE: ['This machine may not open more files', 'Quit other programs, then start again.'],
  ENOMEM: ['There is no memory left', 'Quit other programs, then start again.'],
  EROFS: ['This disk can only be read', 'Use a folder on another disk: --dir FOLDER'],
} as const satisfies Record<string, readonly [said: string, next: string]>

/** What is said where the system has run out of something; undefined for any other code. */
export function systemFull(code: string, reason: string): Said | undefined {
  const words: Readonly<Record<string, readonly [string, string]>> = usedUp
  const [said, next] = words[code] ?? []
  return said === undefined || next === undefined
    ? undefined
    : { said: `${said}: ${reason}.`, next }
}

export const needsTerminal = (what: string, instead: string): Said => ({
  said: `${what} asks a question first, and there is no terminal here to answer it.`,
  next: instead,
})

export const portTaken = (taken: TakenPort): Said => ({
  said: portTakenBy(taken),
  next: `${freePort(taken)}, or give another port: --port 9100`,
})

export const portNotAllowed = (port: number): Said => ({
  said: `This system does not let you listen on port ${port}.`,
  next: 'Ports below 1024 often need administrator rights. Give a higher one: --port 9100',
})

export const damagedCourse = (file: string, reason: string): Said => ({
  said: `${file} belongs to the course and can't be read: ${reason}.`,
  next: 'Install the course again. In a clone of it: npm run build',
})

export const cannotStart = (reason: string): Said => ({
  said: `This machine could not start a program: ${reason}.`,
  next: `Quit other programs, then try again. To see what is missing: ${typed('doctor')}`,
})

export const serverFile = (file: string, said: string): Said => ({
  said: `${file}: ${said}`,
  next: 'Fix it, then start the server again.',
})

export const serverMissing = (file: string): Said => ({
  said: `There is no file ${file}.`,
  next: `Get the course's version back: quit, then run ${typed('reset')}`,
})

export const noPython = (
  least: string,
  tried: readonly string[],
  found: readonly { readonly command: string; readonly version: string }[],
): Said => ({
  said: `Python ${least} or newer was not found. Tried: ${listed(
    tried.map((command) => {
      const old = found.find((python) => python.command === command)
      return old === undefined ? command : `${command} (version ${old.version})`
    }),
  )}.`,
  next: `Install Python (https://www.python.org), or change the language: ${typed('language', 'javascript')}`,
})

export const unknownLanguage = (given: string): Said => ({
  said: `"${given}" is not a language of this course.`,
  next: 'Give javascript, typescript, or python.',
})

export const commandSet = (path: string): Said => ({
  said: `${path} has its own command that starts your servers. A language would change nothing.`,
  next: 'Delete the line "command" from it first.',
})

export const commandNotAgreed = (folder: string, command: string): Said => ({
  said: `The settings of ${folder} start servers by a command that you have not agreed to: ${command}`,
  next: 'If you trust it, add --allow-command. If not, delete the line "command" from settings.json.',
})

export const foreignFolder = (path: string): Said => ({
  said: `${path} belongs to another user, so it was not used.`,
  next: `If you trust what is in it, name it: ${typed('--dir', path)}`,
})

export const nothingToExplain = (): Said => ({
  said: 'There is no message to explain.',
  next: `Name a file, or pipe one in: curl -si --raw http://localhost:9001/ | ${typed('explain')}`,
})

export const noSuchFile = (path: string): Said => ({
  said: `There is no file ${path}.`,
  next: 'Name a file with a request, a response or both in it, or a HAR file.',
})

export const noPageOfTerm = (term: string): Said => ({
  said: `"${term}" is a word, and a page shows recorded messages.`,
  next: `Name a file of messages, or leave the option out: ${typed('explain', term)}`,
})

export const fileIsFolder = (path: string): Said => ({
  said: `${path} is a folder.`,
  next: 'Name a file in it: a request, a response or both, or a HAR file.',
})

export const cannotRead = (path: string, reason: string): Said => ({
  said: `Could not read ${path}: ${reason}.`,
  next: 'Name a file that you may read, or pipe it in.',
})

export const nothingIn = (path: string): Said => ({
  said: `${path} is empty: it has 0 bytes.`,
  next: 'Record a response with all its bytes: curl -si --raw http://localhost:9001/ > response.txt',
})

export const tooMuch = (path: string, most: string): Said => ({
  said: `${path} is larger than ${most}. No more than that is read.`,
  next: 'Save a shorter recording.',
})

export const brokenJson = (
  path: string,
  {
    line,
    column,
    found,
  }: { readonly line: number; readonly column: number; readonly found: string },
): Said => ({
  said:
    found === ''
      ? `${path} starts like JSON and ends in the middle, in line ${line}.`
      : `${path} starts like JSON, but line ${line}, column ${column} is not JSON: "${found}" can't stand there.`,
  next: 'A HAR file must be JSON. To read it as an HTTP message all the same, add --response.',
})

export const noHar = (path: string): Said => ({
  said: `${path} is JSON and not a HAR file: it has no list log.entries.`,
  next: 'If it is the body of a response, record the headers too, with curl -i. To read it as it is: --response',
})

export const unknownTerm = (given: string, near?: string): Said => ({
  said: `"${given}" is not a file, and not a status code, header, method or error that is known here.`,
  next:
    near === undefined
      ? `Try: ${typed('explain', '304')}`
      : `Did you mean ${near}? ${typed('explain', near)}`,
})

export const badEntry = (given: string): Said => ({
  said: `"${given}" is not the number of an entry.`,
  next: 'Give a number, a range or several: --entry 12, --entry 3-5, --entry 1,4',
})

export const badStatus = (given: string): Said => ({
  said: `"${given}" is not a status code.`,
  next: 'Give a code, a class or several: --status 404, --status 5xx, --status 4xx,5xx. Without a response: --status none',
})

export const saveExists = (path: string): Said => ({
  said: `${path} exists already.`,
  next: 'Give --save another name, or add --overwrite to replace that file.',
})

export const cannotSave = (path: string, reason: string, part?: string): Said => ({
  said: `${path} can't be written: ${reason}.`,
  next:
    part === undefined
      ? 'Give --save a file in a folder that exists and that you may write to.'
      : `What was saved until then is in ${part}. To read it: ${typed('explain', part)}`,
})

export const nothingToTap = (): Said => ({
  said: 'tap needs a program to start, or a server that runs already.',
  next: `For example: ${typed('tap', '--', 'node', 'server.js')}, or: ${typed('tap', '--to', 'localhost:8000')}`,
})

export const tapBoth = (): Said => ({
  said: 'A program to start and --to were both given.',
  next: 'Leave one out. -- starts a program, --to is for a server that runs already.',
})

export const notAHost = (given: string): Said => ({
  said: `"${given}" is not HOST:PORT.`,
  next: 'Write it like this: --to localhost:8000',
})

export const notThisMachine = (host: string, port: number): Said => ({
  said: `The tap passes bytes on to this machine only (localhost, 127.0.0.1, ::1), not to ${host}.`,
  next: `Name a server that runs here: --to localhost:${port}`,
})

export const notOurAddress = (given: string, own: readonly string[]): Said => ({
  said: `${given} is not an address of this machine.`,
  next: `Give 0.0.0.0 for all addresses${own.length === 0 ? '' : `, or ${listed(own, 'or')}`}.`,
})

export const tapItself = (port: number): Said => ({
  said: `The tap would connect to itself: it listens on port ${port} too.`,
  next: `Give the tap another port: --port ${port === 65535 ? port - 1 : port + 1}`,
})

export const noSuchCommand = (name: string): Said => ({
  said: `There is no program called ${name}.`,
  next: 'Check the spelling and that it is installed. A file in this folder needs ./ in front.',
})

export const notExecutable = (path: string): Said => ({
  said: `${path} is a file, but it can't be run as a program.`,
  next: `Name the program that runs it (node ${path}), or allow it to run: chmod +x ${path}`,
})

export const stageAndAll = (given: string): Said => ({
  said: `--all checks every stage, but you also named the stage "${given}".`,
  next: 'Leave one of the two out.',
})

export const cannotReport = (path: string, reason: string): Said => ({
  said: `The report ${path} can't be written: ${reason}.`,
  next: 'Give --junit a file in a folder that exists and that you may write to.',
})

export const unexpected = (said: string) =>
  `Something went wrong inside the course: ${said}\nThis is our mistake, not yours. Please report it, with what you did before.\nTo see more: run it again with NODE_DEBUG=learn-webserver`

export const badByteCount = (given: string): Said => ({
  said: `"${given}" is not a number of bytes.`,
  next: 'Give a whole number: --max-body 1000',
})

export const noSuchFolder = (path: string): Said => ({
  said: `There is no folder ${path}.`,
  next: `Name the folder with the hand-ins: ${typed('grade', 'FOLDER')}`,
})

export const notUnzipped = (path: string): Said => ({
  said: `${path} is neither a folder nor a ZIP file.`,
  next: 'Name a folder with the hand-ins, or one ZIP file with all of them.',
})

export const badZip = (path: string, reason: string): Said => ({
  said: `${path} can't be graded: ${reason}`,
  next: 'Download it again. Or unzip it, and name the folder.',
})

export const noHandIns = (path: string): Said => ({
  said: `There are no hand-ins in ${path}: no folder and no ZIP file.`,
  next: 'Name the folder that has a folder or a ZIP file for each student.',
})

export const noHandIn = (name: string, near?: string): Said => ({
  said: `There is no hand-in named "${name}".`,
  next:
    near === undefined
      ? 'Give the name of its folder or ZIP file after --only.'
      : `Did you mean "${near}"?`,
})

export const badCount = (option: string, given: string, most: number): Said => ({
  said: `"${given}" can't be used with ${option}.`,
  next: `Give a whole number from 1 to ${most}.`,
})

export const cannotWriteReport = (path: string, reason: string): Said => ({
  said: `The report ${path} can't be written: ${reason}.`,
  next: 'Name a place that you may write to, then run the same command again.',
})

export const noServersIn = (folder: string): Said => ({
  said: `There is no server of the course in ${folder}.`,
  next: 'Name the folder that has 1-raw-socket/server.js (or .ts, .py) in it, with --dir.',
})

export const serversElsewhere = (
  folder: string,
  found: readonly string[],
  wanted: string | undefined,
): Said => ({
  said: `In ${folder}, servers are not where they should be. Found: ${listed(found)}.`,
  next:
    wanted === undefined
      ? 'Put each into the folder of its stage, such as 1-raw-socket.'
      : `Name the first ${wanted}. Or check them as they are: ${typed('grade', folder)}`,
})
