import { grouped, listed, plural } from '../plural.ts'
import { typed } from '../typed.ts'

export const about = {
  node: 'Node',
  course: 'course',
  lessons: 'lessons',
  terminal: 'terminal',
  colors: 'colors',
  characters: 'characters',
  browser: 'browser',
  ports: 'ports',
  port: (port: number) => `port ${port}`,
  folder: 'folder',
  disk: 'disk',
  progress: 'progress',
  changes: 'changes',
  python: 'Python',
  editor: 'editor',
} as const

export const state = { ok: 'ok', warning: 'warning', missing: 'missing' } as const

export const node = {
  old: (version: string, wanted: string) => `${version} is older than ${wanted}`,
  install: 'Install a newer version: https://nodejs.org',
}

export const course = {
  whole: 'all its files are there',
  install: () => `Install the course again. In a clone of it: ${'npm start'}`,
}

export const lessons = {
  stages: (path: string, stages: readonly { number: number; title: string }[]) =>
    `${path}: ${listed(stages.map(({ number, title }) => `stage ${number}, "${title}"`))}`,
  none: (path: string) => `${path} has no folder of a stage`,
  name: 'Begin the name of the folder with its number: 7-cookies',
}

export const terminal = {
  size: (columns: number, rows: number) => `${columns} columns, ${rows} rows`,
  tooSmall: (columns: number, rows: number) =>
    `the screens need ${columns} columns and ${rows} rows`,
  larger: 'Make the window larger. Longer screens are shown page by page.',
  gitBash: 'Git Bash gives programs no terminal, so no key can be pressed',
  winpty: 'Put winpty in front of the command, or use Windows Terminal.',
  none: 'this is not a terminal: lines are printed, and nothing is asked',
  open: 'For the course itself, open a terminal and start it there.',
  dumb: 'TERM is "dumb": the course prints lines and asks by lines, as with --plain',
}

export const colors = {
  none: 'none; each color also stands for a word',
  count: grouped,
}

export const characters = {
  unicode: (locale: string) => `Unicode${locale}`,
  ascii: (locale: string) => `only ASCII${locale}; arrows and lines are drawn with - and |`,
  windows: 'Use Windows Terminal.',
  locale: 'Set a UTF-8 locale: export LANG=C.UTF-8',
}

export const browser = {
  ssh: 'you are connected by SSH, and your browser is on another machine',
  forward:
    'Forward the port: ssh -L 9001:localhost:9001 HOST. Then visit the address that is printed.',
  ofWindows: (opener: string) => `the browser of Windows, opened by ${opener}`,
  noOpener: (opener: string) => `${opener} is missing, so no browser can be opened`,
  install: 'Install xdg-utils, or type the printed address into a browser.',
  type: 'Type the printed address into a browser.',
  named: (name: string, opener: string) => `${name}, from BROWSER, opened by ${opener}`,
  noDisplay: 'there is no display here for a window',
  typeOrCurl: 'Type the printed address into a browser, or use curl.',
  openedBy: (opener: string) => `opened by ${opener}`,
}

export const ports = {
  free: (ports: readonly number[]) => `${listed(ports.map(String))}: free`,
  allFree: (first: number, last: number) => `${first} to ${last}: free`,
  notAllowed: 'this system does not let you use it',
  another: 'Give another one: --port 9100',
  orAnother: (free: string, stage: number) =>
    `${free}; otherwise stage ${stage} uses another port.`,
}

export const folder = {
  there: (path: string) => path,
  willBeMade: (path: string) => `${path} (it will be made)`,
  unwritable: (path: string, reason: string) => `${path} can't be written to: ${reason}`,
  choose: 'Choose a folder that you may write to: --dir FOLDER',
  unknownSpace: 'the free space is not known here',
  free: (amount: string) => `${amount} free`,
  makeRoom: 'Free some space: the course needs 1 MB.',
  makeRoomSoon: 'Free some space soon.',
  noticed: 'a saved file is noticed',
  notNoticed: 'a saved file is not noticed at once on this disk',
  everySecond: 'The course looks at your files every second instead.',
  notTried: 'not tried: the folder can not be written to',
}

export const progress = {
  whole: 'progress.json can be read',
  none: 'not started',
  damaged: 'progress.json is damaged',
  setAside: 'At its next start the course renames it and makes a new one.',
  newer: 'progress.json was written by a newer version of this course',
  latest: 'Run the newest version: npx learn-webserver@latest',
  unreadable: "progress.json can't be read",
  permissions: 'Change its permissions so that you may read it, or move it away.',
}

export const python = {
  found: (version: string, command: string) => `${version}, as ${command}`,
  none: 'not found; you need it only to write your servers in Python',
  old: (version: string, least: string) =>
    `${version} is older than ${least}; you need it only to write your servers in Python`,
  missing: 'not found, and your servers are written in Python',
  tooOld: (version: string, least: string) =>
    `${version} is older than ${least}, and your servers are written in Python`,
  install: 'To install it: https://www.python.org (on Windows, tick "Add to PATH")',
  orChange: () =>
    `Install it: https://www.python.org (on Windows, tick "Add to PATH"). Or change the language: ${typed('language', 'javascript')}`,
}

export const editor = {
  from: (name: string, from: 'VISUAL' | 'EDITOR' | 'you') =>
    from === 'you' ? `${name}, as you chose` : `${name}, from ${from}`,
  ask: (names: readonly string[]) => `${listed(names, 'or')}; the key e asks you once`,
  none: 'no editor was found',
  open: 'Open your files by hand, or set the environment variable EDITOR.',
}

export const verdict = {
  good: 'You can take the course on this machine.',
  bad: (count: number) => `Fix ${plural(count, 'line')} marked "missing" first.`,
}

export const amount = (bytes: number): string => {
  if (bytes < 1e6) return `${Math.floor(bytes / 1000)} kB`
  return bytes < 1e9 ? `${Math.floor(bytes / 1e6)} MB` : `${Math.floor(bytes / 1e9)} GB`
}
