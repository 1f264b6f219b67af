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

export const first = {
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
