import { plural } from '../plural.ts'
import { typed } from '../typed.ts'

/** What `board` prints. */
export const board = {
  yourPage: 'Your page, on this machine only:',
  wall: 'For the wall, without names:',
  join: 'Students type this once, in a terminal:',
  joinWith: (address: string, code: string) => typed('join', address, '-c', code),
  otherAddresses: 'If that address does not answer, one of these may:',
  noNetwork: 'This machine is in no network now, so only this machine can reach the board.',
  scan: 'The same in a browser: how to join, and the class without names.',
  kept: (path: string) => `The class is kept in ${path}. Delete that file to forget it.`,
  plainHttp: 'The board speaks plain HTTP: who can read this network can read what is sent.',
  known: (students: number) => `${plural(students, 'student')} from before.`,
  stop: 'Ctrl-C ends the board. Start it again here, and the class is as it was.',
  fromFolder: (folder: string) => `The board reads the folders in ${folder}, and nobody joins.`,
  cannotKeep: (path: string, reason: string) =>
    `The class can't be written to ${path} (${reason}). The board goes on without.`,
} as const

/** What `join` asks and says. */
export const join = {
  name: 'What is your name in this class?',
  badName: 'Type a name of 1 to 40 characters.',
  taken: (name: string) => `Somebody in this class is called ${name} already.`,
  anotherName: 'Type another name, such as your name with one more letter',
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
    saves: 'times of your last saves',
    hints: 'hints that you saw',
    solutions: 'solutions that you saw',
    hand: 'whether your hand is raised',
    language: 'the language of your servers',
    version: 'the version of the course',
  },
  none2: 'none',
  menu: 'none, you are in the list of stages',
  of: (passed: number, of: number) => `${passed} of ${of}`,
  ofStage: (stage: string, what: string) => `${stage}: ${what}`,
} as const

/** What the board's page says. */
export const page = {
  title: 'The class',
  refused: 'This page is not for you. Open the address that the board printed.',
  tooMany: 'Too many pages are open. Close one.',
  notShown: 'This student shows no file.',
  connecting: 'Connecting to the board …',
  lost: 'The board does not answer. This page shows what it knew last.',
  readOnly: 'You can look, and change nothing. The teacher’s own machine can.',
  wallTitle: 'learn-webserver',
  students: (students: number, here: number) => `${plural(students, 'student')}, ${here} here now`,
  nobody: 'Nobody has joined yet.',
  joinBy: 'To join, type in a terminal:',
  hands: (hands: number) => plural(hands, 'hand raised', 'hands raised'),
  stuck: (stuck: number) => `${stuck} stuck`,
  atStages: 'Where the class is',
  stage: 'Stage',
  open: 'are there now',
  pass: 'pass its checks',
  hardest: 'Checks that fail most',
  stuckAt: (stuck: number, failing: number) =>
    stuck === 0
      ? `fails for ${plural(failing, 'student')}`
      : `${plural(stuck, 'student is', 'students are')} stuck, fails for ${failing}`,
  noFailing: 'No check fails for anybody now.',
  rows: 'Students, those first who need somebody',
  name: 'Name',
  now: 'Now',
  find: 'Find a name',
  onlyNeed: 'Only those who need somebody',
  nobodyFits: 'No student fits.',
  cell: {
    'not-begun': 'not begun',
    reading: (screen: number, of: number) => `screen ${screen} of ${of}`,
    working: (passed: number, of: number) => `${passed} of ${of}`,
    stuck: (passed: number, of: number) => `stuck, ${passed} of ${of}`,
    read: 'read',
    passes: 'passes',
  },
  need: {
    hand: (minutes: number) => `hand raised ${ago(minutes)}`,
    stuck: 'stuck',
    silent: (time: string) => `last heard ${time}`,
    closed: 'closed the course',
    'not-started': 'has not started yet',
    reads: (stage: number, screen: number, of: number) =>
      `stage ${stage}, screen ${screen} of ${of}`,
    menu: 'chooses a stage',
  },
  fails: (check: string) => `Fails: ${check}`,
  tried: (minutes: number, saves: number, hints: number) =>
    [
      minutes < 1 ? 'less than a minute' : plural(minutes, 'minute'),
      plural(saves, 'save'),
      ...(hints === 0 ? [] : [plural(hints, 'hint')]),
    ].join(', '),
  answerHand: 'Hand seen',
  student: 'One student',
  back: 'All students',
  print: 'Print this page',
  printed: (time: string) => `as of ${time}`,
  saves: 'Last saves',
  noSaves: 'No file was saved since the course was opened.',
  savesAt: (times: string) => times,
  hints: (hints: number) => plural(hints, 'hint seen', 'hints seen'),
  solutions: (stages: string) => `solution seen in stage ${stages}`,
  noSolutions: 'no solution seen',
  writes: (language: string, version: string) =>
    `writes in ${language}, with version ${version} of the course`,
  shows: (file: string) => `shows ${file} to you`,
  showsNothing: 'This student shows you no file. They can with the key @.',
  remove: 'Remove this row',
  removeReally: 'Remove? A course that still runs comes back.',
  offer: 'Suggest a stage',
  offerNone: 'no stage',
  offerStage: (stage: number, title: string) => `stage ${stage}, ${title}`,
  lookUp: 'Ask all to look up',
  lookUpOff: 'Take back "look up"',
  close: 'Let nobody else join',
  openAgain: 'Let others join',
  wrongCodes: (count: number) =>
    `${plural(count, 'wrong code')} in the last five minutes. Somebody may be guessing.`,
  exportCsv: 'Save as CSV',
  exportJson: 'Save as JSON',
  theWall: 'The wall, without names',
} as const

const ago = (minutes: number) => (minutes < 1 ? 'just now' : `${plural(minutes, 'minute')} ago`)
