import { plural } from '../plural.ts'
import { typed } from '../typed.ts'

/** What `board` prints. */
export const board = {
  yourPage: 'Your page, on this machine only:',
  wall: 'For the wall, without names:',
  join: 'Students type this once, in a terminal:',
  // As students have the course, and not as this teacher has started it.
  joinWith: (address: string, code: string) => `learn-webserver join ${address} -c ${code}`,
  otherAddresses: 'If that address does not answer, one of these may:',
  noNetwork: 'This machine is in no network now, so only this machine can reach the board.',
  scan: 'The same in a browser: how to join, and the class without names.',
  kept: (path: string) => `The class is kept in ${path}. Delete that file to forget it.`,
  plainHttp: 'The board speaks plain HTTP: who can read this network can read what is sent.',
  known: (students: number) => `${plural(students, 'student')} from before.`,
  stop: 'Ctrl-C ends the board. Start it again here, and the class is as it was.',
  stopFolder: 'Ctrl-C ends the board.',
  fromFolder: (folder: string) => `The board reads the folders in ${folder}, and nobody joins.`,
  cannotKeep: (path: string, reason: string) =>
    `The class can't be written to ${path} (${reason}). The board goes on without.`,
} as const

/** What `join` asks and says. */
export const join = {
  name: 'What is your name in this class?',
  badName: 'Type a name of 1 to 40 characters.',
  taken: (name: string) => `Somebody in this class is called ${name} already.`,
  keepName: (name: string) => `Join as a second ${name}?`,
  joined: (name: string) => `You are in the class as ${name}.`,
  again: (name: string) => `You are in this class as ${name} already.`,
  otherClass: (address: string) =>
    `This folder is in another class, at ${address}. Leave it and join this one?`,
  stays: 'Nothing was changed.',
  sends: 'From now on your teacher sees where you are in the course, and which check fails.',
  seeAll: `To see all that is sent, or to leave: ${typed('class')}`,
  start: (command: string) => `To start the course: ${command}`,
} as const

/** What `class` says. */
export const classCommand = {
  none: 'This folder is in no class.',
  joinHint: 'To join one, type what your teacher shows: learn-webserver join ADDRESS -c CODE',
  isIn: (name: string, address: string) =>
    `You are in a class as ${name}. The board of your teacher is at ${address}.`,
  answers: 'The board answers now.',
  silent: (reason: string) =>
    `The board does not answer now (${reason}). The course works without, and sends the newest later.`,
  unknown: 'The board does not know you any more.',
  sentNow: 'This is sent, and nothing else:',
  never:
    'Never sent: your files, what you type into forms, your answers one by one, or addresses. A file is sent when you press @ and agree.',
  plainHttp: 'It goes over plain HTTP: who can read the network can read it.',
  leave: (command: string) => `To leave the class: ${command}`,
  left: 'You have left the class. Nothing is sent any more.',
  leftAlone:
    'You have left the class. The board could not be told, so your row stays there, grey. Nothing is sent any more.',
  rows: {
    name: 'your name',
    stage: 'the stage that is open',
    screen: 'the screen',
    checks: 'checks that pass',
    failing: 'the check that fails',
    hints: 'hints that you saw',
    solutions: 'solutions that you saw',
    language: 'the language of your servers',
    version: 'the version of the course',
  },
  nothing: 'none',
  seen: 'seen',
  whileOpen: 'while the course is open: times of your last saves, and whether your hand is raised',
  noBoard: 'Something else answers at that address now.',
  of: (passed: number, of: number) => `${passed} of ${of}`,
  ofStage: (stage: string, what: string) => `${stage}: ${what}`,
} as const
