import { listed, plural } from '../plural.ts'

/** What the board's page says. */
export const boardPage = {
  title: 'The class',
  nav: 'Page',
  theme: { system: 'Colors: system', light: 'Colors: light', dark: 'Colors: dark' },
  toClass: 'Say to the class',
  joinWith: (address: string, code: string) => `learn-webserver join ${address} -c ${code}`,
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
  inStage: (stage: number) => `stage ${stage}`,
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
    hand: (minutes: number, where: string | undefined) =>
      `hand raised ${ago(minutes)}${where === undefined ? '' : `, ${where}`}`,
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
      minutes < 1 ? 'less than a minute' : `${minutes} min`,
      plural(saves, 'save'),
      ...(hints === 0 ? [] : [plural(hints, 'hint')]),
    ].join(', '),
  answerHand: 'Hand seen',
  back: 'All students',
  print: 'Print this page',
  printed: (time: string) => `as of ${time}`,
  saves: (times: readonly string[]) => `Last saves: ${listed(times)}.`,
  noSaves: 'No file was saved since the course was opened.',
  hints: (hints: number) => plural(hints, 'hint seen', 'hints seen'),
  solutions: (stages: readonly number[]) => `solution seen in stage ${listed(stages.map(String))}`,
  noSolutions: 'no solution seen',
  writes: (language: string, version: string) =>
    `Writes in ${titles[language] ?? language}, with version ${version} of the course.`,
  shows: (file: string) => `shows ${file} to you`,
  showsNothing: 'This student shows you no file. They can with the key @.',
  remove: 'Remove this row',
  removeReally: (name: string) =>
    `Remove ${name}? To come back, they have to join again with the code.`,
  removeYes: 'Remove',
  removeNo: 'Keep',
  offer: 'Suggest a stage',
  offerNone: 'no stage',
  offerStage: (stage: number, title: string) => `stage ${stage}, ${title}`,
  lookUp: 'Ask all to look up',
  lookUpNow: 'Please look up.',
  lookUpOff: 'Take back "look up"',
  close: 'Let nobody else join',
  openAgain: 'Let others join',
  wrongCodes: (count: number) =>
    `${plural(count, 'wrong code')} in the last five minutes. Somebody may be guessing.`,
  exportCsv: 'Save as CSV',
  exportJson: 'Save as JSON',
  exportXapi: 'Save as xAPI',
  theWall: 'The wall, without names',
} as const

const ago = (minutes: number) => (minutes < 1 ? 'just now' : `${plural(minutes, 'minute')} ago`)

const titles: Readonly<Record<string, string | undefined>> = {
  js: 'JavaScript',
  ts: 'TypeScript',
  py: 'Python',
}
