import { grouped, listed, plural } from '../plural.ts'

/** What the views say beside what they show. */
export const terminal = {
  stageOf: (stage: number, stages: number) => `Stage ${stage} of ${stages}`,
  stage: (stage: number) => `Stage ${stage}`,
  tryAgain: 'Try another answer, or go on with n.',
  toRun: (command: string) => `To run it: ${command}`,
  toBuild: (command: string) => `To build it: ${command}`,
  yourFile: 'Your file:',
  yourServer: 'Your server:',
  runsHere: 'Your server runs:',
  doesNotRun: 'Your server does not run now. Press b to see why.',
  address: 'Address:',
  checksOf: (passed: number, of: number) => `${passed} of ${of}`,
  checking: 'Checking your server ...',
  checkedAt: (at: string, passed: number, of: number) =>
    `${at}: ${passed} of ${plural(of, 'check')} pass`,
  seeFailed: 'see what failed',
  checkedIn: (tookMs: number, at: string) => `checked in ${duration(tookMs)}, ${at}`,
  savedAndChecked: (saved: string, tookMs: number) =>
    `saved ${saved}, checked in ${duration(tookMs)}`,
  hintOf: (step: number, number: number, of: number) => `step ${step}, hint ${number} of ${of}`,
  lastHint: 'That was the last hint for this step.',
  yours: 'yours',
  solution: 'solution',
  theSolution: 'the solution',
  otherWays: 'There are other ways. What counts is that the checks pass.',
  sameAsSolution: 'Your server is the same as the solution.',
  restarted: (name: string) => `${name} starts again`,
  printedAll: (name: string) => `Everything that ${name} printed since it started:`,
  printed: (name: string) => `${name} printed:`,
  printedNothing: (name: string) => `${name} has printed nothing since it started.`,
  moreLines: (count: number) => plural(count, 'more line'),
  starting: (name: string) => `Starting ${name} ...`,
  waitingForBrowser: 'waiting for your browser ...',
  didNotOpen: 'It did not open? Type the address into your browser.',
  noBrowser: 'No browser could be opened from here. Type the address into one.',
  visitor: 'Open the address in your browser.',
  connection: (id: number) => `connection ${id}`,
  usedLater: (after: string) => `opened in advance, used after ${after}`,
  inAdvance: 'opened in advance, not used yet',
  unfolded: (id: number) => `connection ${id}, unfolded`,
  noResponse: 'No response came.',
  errors: (count: number) => plural(count, 'error'),
  warnings: (count: number) => plural(count, 'warning'),
  burst: (requests: number, ms: number) => `${plural(requests, 'request')} in ${duration(ms)}`,
  ofStatus: (count: number, status: number) =>
    status === 0 ? `${count} without a status code` : `${grouped(count)} × ${status}`,
  failed: (count: number) => `${plural(count, 'connection')} without a response`,
  dropped: (count: number) => `${plural(count, 'earlier entry', 'earlier entries')} not kept`,
  noneFits: (filter: string) => `Nothing fits the filter: ${filter}`,
  newRequests: (count: number) => plural(count, 'new request'),
  show: 'show',
  paused: (count: number) => `paused, ${count} new`,
  filterIs: (filter: string) => `filter: ${filter}`,
  filterPrompt: 'Filter (404, 5xx, POST, /path):',
  searchPrompt: 'Find:',
  keysHere: 'Keys that work here',
  inLanguage: (language: string) => `The same screen in ${language}. a: the next language.`,
  listTitle: {
    unfold: 'Requests',
    changed: 'What changed in which request?',
    form: 'Decode the form of which request?',
    copy: 'Lines to copy for which request?',
    send: 'Send which request again?',
  },
  ofCheck: (check: string) => `check: ${check}`,
  screensOf: (stage: string) => `Screens of ${stage}`,
  whatChanged: (title: string) => `what changed in ${title}`,
  since: (title: string) => `since ${title}`,
  nothingBefore: 'There is no request of the same kind before this one.',
  noForm: 'There is no form in this request.',
  unpacked: (coding: string, bytes: number) => `unpacked (${coding}), ${plural(bytes, 'byte')}:`,
  indented: 'the same JSON, indented:',
  cannotUnpack: (coding: string) => `The body says that it is ${coding}, but it can't be unpacked.`,
  sendTitle: (title: string) => `Send ${title} again`,
  sendAsItWas: 'These bytes are sent over a new connection, as they are:',
  sendDraft: (path: string) =>
    `Change it in ${path} and save. \\r\\n is written where a line ends. Leave one out and see what happens.`,
  moreBelow: (count: number) => `${plural(count, 'more line')} below`,
  yesOrNo: 'y or n',
  chooseKeys: (enter: string, upAndDown: string) => `${enter} choose   ${upAndDown} move   q quit`,
  and: (items: readonly string[]) => listed(items),
  plainKeys: '? lists the keys.',
  plainKey: (key: string, does: string) => `${key}: ${does}.`,
  plainUnknown: (typed: string) => `"${typed}" does nothing here. ? lists the keys.`,
  plainAnswers: (count: number) =>
    `Type ${listed(
      Array.from({ length: count }, (_, i) => String(i + 1)),
      'or',
    )} for your answer.`,
  plainChoices: (count: number) => `Type a number from 1 to ${count}.`,
  lookUp: 'Your teacher asks everyone to look up.',
  offered: (stage: number, title: string) => `Your teacher suggests stage ${stage}, "${title}".`,
  goThere: 'go there',
  handRaised: 'Your hand is raised.',
  handPlace: (before: number) =>
    before === 0
      ? 'Your hand is raised. You are next.'
      : `Your hand is raised. ${plural(before, 'student')} before you.`,
  handWaits: 'Your hand is raised. Your teacher sees it when the connection is back.',
  exit: 'Your place is kept. To continue, run the same command again.',
} as const

function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** The table of keys in the README. */
export const keyTable = {
  key: 'Key',
  does: 'What it does',
  names: { enter: 'Enter', space: 'Space', up: 'Up, Down', escape: 'Esc' },
} as const

/** Questions, where there is no screen to draw on. */
export const asked = {
  choose: (count: number) => `Type ${range(count)}: `,
  chooseAgain: (count: number) => `Please type ${range(count)}.`,
  confirm: (question: string) => `${question} (yes or no) `,
  confirmAgain: 'Please type yes or no.',
} as const

const range = (count: number) => `a number from 1 to ${count}`

/** Marks as words, for a reader who listens. */
export const marks = {
  toServer: 'to the server:',
  fromServer: 'from the server:',
  note: 'Note:',
  enter: 'Enter',
  done: 'ok:',
  wrong: 'not ok:',
} as const
