import { plural } from '../plural.ts'
import { typed } from '../typed.ts'

export const reset = {
  allStages: 'all stages',
  stage: (number: number, title: string) => `stage ${number}, "${title}",`,
  byHand: 'Run it in a terminal, or delete the files yourself.',
  inFolder: (folder: string) => `In ${folder}. Files that you changed are kept in backups/.`,
  question: (what: string) => `Put ${what} back to the beginning?`,
  nothing: 'Nothing was changed.',
  done: (file: string) => `${file} is as it was at the beginning.`,
  backup: (path: string) => `Your version is kept: ${path}`,
}

export const init = {
  made: (folder: string) => `Made: ${folder}`,
  stage: (number: number, title: string) => `It opens with stage ${number}, "${title}".`,
  language: (title: string) => `The servers are written in ${title}.`,
  noLanguage:
    'The course asks for the language when it is started there, and makes the server then.',
  joined: (name: string) => `It is in the class, as ${name}.`,
  files: 'In it:',
  file: (name: string) => name,
  start: (folder: string) => `To start the course there: ${typed('--dir', folder)}`,
}

export const handIn = {
  made: (path: string, bytes: number) =>
    `Made: ${path}   ${Math.max(1, Math.round(bytes / 1000))} kB. Hand this file in.`,
  server: (number: number, title: string, file: string) => `Stage ${number}, ${title}: ${file}`,
  noServer: (number: number, title: string) => `Stage ${number}, ${title}: no server yet`,
  others: (count: number) => `Also in it: ${plural(count, 'other file')} of your folder.`,
  leftOut: {
    large: (file: string) => `Left out, since it is too large: ${file}`,
    many: (file: string) => `Left out, since there are too many files: ${file}`,
    special: (file: string) => `Left out, since it is not an ordinary file: ${file}`,
    link: (file: string) => `Left out, since it is a link to outside of your folder: ${file}`,
    outside: (file: string) => `Left out, since its path leads out of your folder: ${file}`,
    unreadable: (file: string) => `Left out, since it can't be read: ${file}`,
  },
  never:
    'Not in it: progress.json, class.json, backups/, node_modules/, hidden files and other ZIP files.',
  next: () => `To see what your teacher will see: ${typed('check', '--all')}`,
}

export const first = {
  lastUsed: (folder: string) => `The folder that was used last on this account: ${folder}`,
  howFar: (done: number, of: number) => `In ${done} of ${of} stages of it all checks pass.`,
  whose: 'Is that your folder?',
  goOn: 'Yes. Go on there.',
  another: 'No. Begin a new folder for me.',
  welcome: 'You will build a web server, and see every byte your browser sends to it.',
  folder: 'Where should your servers be saved?',
  anotherFolder: 'Give another folder.',
  yourFolder: (path: string) => `Your folder: ${path}`,
  language: 'Which language do you want to write in?',
  noPython: 'Python (not found: install it from https://www.python.org)',
}

export const language = {
  now: (title: string) => `From now on your servers are written in ${title}.`,
  is: (title: string) => `Your servers are written in ${title}.`,
  change: () => `To change it: ${typed('language', 'python')}`,
}

export const editor = {
  question: 'Which editor should open your files?',
  none: 'No editor. I open the file myself.',
  leave: (name: string) =>
    /^(n?vim?|view|vi)$/.test(name)
      ? `${name} uses this whole terminal. To leave it: press Esc, type :q! and press Enter.`
      : `${name} uses this whole terminal. Leave the editor to come back.`,
}

export const status = {
  head: ['', 'stage', 'screens', 'right at once', 'checks', 'hints', 'checked'],
  all: 'all',
  of: (part: number, whole: number) => `${part} of ${whole}`,
  solutionShown: 'solution',
}

export const check = {
  stage: (number: number, title: string) => `Stage ${number}: ${title}`,
  all: (done: number, stages: number) => `In ${done} of ${stages} stages all checks pass.`,
  foundIn: (folder: string) => `The servers were found in ${folder}.`,
  couldNotRun: (reason: string) => `The checks could not be run: ${reason}`,
  stopped: 'the course was ended before.',
  folderMissing: (folder: string) =>
    `you can't write to the folder ${folder}, or it does not exist`,
  failing: (numbers: readonly number[]) =>
    `${plural(numbers.length, 'stage')} with a check that fails: ${numbers.join(', ')}.`,
}

export const progress = {
  damaged: (file: string) => `${file} could not be read.`,
  setAside: (name: string) => `It is kept as ${name}. The course starts a new one.`,
}

export const noKeys =
  'Git Bash gives programs no terminal, so no key can be pressed and nothing is asked. For the course, put winpty in front of the command, or use Windows Terminal.'

export const settings = {
  language: (names: readonly string[]) => `one of ${names.map((name) => `"${name}"`).join(', ')}`,
  command: 'a command, such as "ruby {stage}/server.rb"',
  keys: 'the keys "command" and "language" only',
}

/** The README of the learner's folder. */
export const folderReadme = `# My web servers

These are your servers from learn-webserver: a folder for each stage, and the pages they send, in site/. Change what you
like. The course never overwrites your files.

The course runs them for you and checks them at each save. To run one by hand, in this folder:

    node 1-raw-socket/server.js      JavaScript
    node 1-raw-socket/server.ts      TypeScript, with Node 22.18 or newer
    python3 1-raw-socket/server.py   Python; on Windows: py 1-raw-socket\\server.py

Then visit http://localhost:9001/hello. The environment variable PORT gives it another port.

The course sets PYTHONUTF8=1 for Python. By hand on Windows, write open(path, encoding='utf-8'), or set it too.

progress.json remembers how far you are, settings.json your language. You can move this folder.
`

/** The question before a command of a folder's settings is run for the first time. */
export const agree = {
  starts: (folder: string) => `The settings of ${folder} start your servers by this command:`,
  command: (text: string) => text,
  question: 'Run it?',
} as const
