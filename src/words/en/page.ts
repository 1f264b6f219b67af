import { plural } from '../plural.ts'

/** The page beside the terminal. */
export const page = {
  title: 'learn-webserver',
  titles: {
    stages: 'The stages',
    screens: (stage: string) => `Screens of ${stage}`,
    task: 'Your task',
    hint: (step: number, number: number, of: number) => `Step ${step}, hint ${number} of ${of}`,
    solution: 'The solution',
    differences: 'Your server and the solution',
  },
  fromParts:
    'The file holds the parts of these messages and not their bytes. They are written here as HTTP/1.1 sends them.',
  noScript: 'This page needs JavaScript.',
  noToken: 'This page is only for you. Open it with the whole address that the terminal shows.',
  refused: 'This request does not come from the page, so it was refused.',
  notKept: 'This exchange is not kept any more.',
  tooMany: 'The page is open too many times. Close one of its tabs.',
  skipToWire: 'Skip to the wire',
  lesson: 'Lesson',
  wire: 'Wire',
  close: 'Close',
  screenOf: (number: number, of: number) => `Screen ${number} of ${of}`,
  sameScreenIn: (language: string) => `The same screen in ${language}.`,
  lineOf: (line: number) => `from line ${line} on`,
  tryAgain: 'Try another answer, or go on with n.',
  printed: (name: string) => `${name} printed`,
  header: {
    nav: 'Page',
    stage: (number: number, of: number) => `Stage ${number} of ${of}`,
    help: 'Keys',
    wall: 'Wall',
    save: 'Save',
    theme: {
      system: 'Colors: system',
      light: 'Colors: light',
      dark: 'Colors: dark',
    },
    server: {
      starting: (name: string) => `${name} is starting ...`,
      down: (name: string) => `${name} does not run`,
      ready: (name: string, port: number | undefined) =>
        port === undefined ? `${name} runs at` : `${name} runs on port ${port}, seen at`,
    },
    links: {
      opening: 'Connecting to the course ...',
      lost: 'The course does not respond. Does it still run in the terminal?',
      ended: 'The course has ended. The page shows what came before.',
      saved: 'This page was saved as a file.',
    },
  },
  actions: {
    title: 'What you can do now',
    more: 'More',
    space: 'Space',
  },
  checks: {
    title: 'Your server',
    checking: 'Checking your server ...',
    saveFirst: 'Save your file, and the checks run.',
    pass: (passed: number, of: number) => `${passed} of ${of} checks pass`,
    verdicts: {
      passes: 'passes',
      fails: 'fails',
      'not-reached': 'not run, because a check before it failed',
      'not-run': 'not run yet',
    },
  },
  help: {
    title: 'Keys that work here',
    pick: 'Choose by its number.',
    own: [
      ['w', 'Go to the wire.'],
      ['← →', 'In the bytes: go to the byte before or after. With Ctrl: to the part.'],
      ['↑ ↓', 'In the bytes: go to the line above or below.'],
      ['?', 'Show all keys, and close them again.'],
    ],
  },
  wall: {
    title: 'The wire, for a room',
    pause: 'Pause',
    goOn: 'Go on',
    held: 'Paused: more may have come.',
    before: 'The one before',
    after: 'The one after',
    showSecrets: 'Show passwords',
    hideSecrets: 'Hide passwords',
    leave: 'Back to the page',
    nothingYet: 'Nothing has come yet.',
    exchange: 'The exchange',
    visitors: 'Visitors',
    thisComputer: 'this computer',
    qr: (url: string) => `QR code of ${url}`,
    requests: (count: number) => plural(count, 'request'),
    colour: (colour: number, round: number) =>
      [
        ['blue', 'orange', 'green', 'purple', 'red', 'yellow'][colour],
        ...(round === 0 ? [] : [round + 1]),
      ].join(' '),
  },
  save: {
    title: 'Save as a file',
    about: 'The file holds this page with all that came. It opens without a network.',
    redacted: 'without passwords, cookies and tokens',
    whole: 'with everything',
  },
} as const
