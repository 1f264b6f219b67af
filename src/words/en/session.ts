import { typed } from '../typed.ts'

/** What each action is called at the foot of the screen, and a sentence on what it does. */
export const actions = {
  more: { short: 'more', help: 'Show the next lines of this page.' },
  scroll: { short: 'scroll', help: 'Move up and down in this page.' },
  move: { short: 'move', help: 'Move up and down in the list.' },
  choose: { short: 'choose', help: 'Choose the marked line.' },
  pick: { short: 'choose', help: 'Choose a line by its number.' },
  answer: { short: 'your answer', help: 'Answer the question.' },
  runIt: { short: 'run it', help: 'Start the server of this screen and open your browser.' },
  next: { short: 'next', help: 'Go to the next screen.' },
  nextStage: { short: 'next stage', help: 'Go to the next stage.' },
  toStages: { short: 'to the stages', help: 'Go to the list of stages.' },
  tooSoon: { short: 'next', help: '' },
  skip: { short: 'next', help: 'Go to the next screen without doing this one.' },
  back: { short: 'back', help: 'Go back to the screen before.' },
  leave: { short: 'close', help: 'Close this page.' },
  send: { short: 'send', help: 'Send the request.' },
  edit: { short: 'edit first', help: 'Change the request in your editor before you send it.' },
  editor: { short: 'editor', help: 'Open your file in your editor.' },
  check: { short: 'check now', help: 'Check your server now. Saving your file does the same.' },
  hint: {
    short: 'hint',
    help: 'Show a hint for the step that fails. Each press shows a stronger one.',
  },
  task: { short: 'your task', help: 'Show the task again.' },
  goThere: {
    short: 'read more',
    help: 'Show the screen of the lesson that explains the failed check.',
  },
  diff: { short: 'compare', help: 'Compare your server with the solution. It asks first.' },
  solution: { short: 'solution', help: 'Show the solution. It asks twice.' },
  raiseHand: {
    short: 'raise your hand',
    help: 'In a class: raise your hand, so that your teacher sees that you wait.',
  },
  lowerHand: { short: 'hand down', help: 'Take your hand down again.' },
  showTeacher: {
    short: 'show my teacher',
    help: 'In a class: show your file to your teacher. It asks first.',
  },
  toOffered: { short: 'go there', help: 'In a class: go to the stage that your teacher suggests.' },
  over: {
    short: 'start over',
    help: 'Put your file back to its beginning. Your version is kept.',
  },
  wire: { short: 'wire', help: 'Show what passes between the browser and the server.' },
  list: { short: 'list', help: 'List the requests with their number and time.' },
  unfold: { short: 'unfold', help: 'Show every line of a request and its response, with notes.' },
  changed: {
    short: 'what changed',
    help: 'Show what changed in a request since the last one of its kind.',
  },
  form: { short: 'the form', help: 'Decode the form that was sent, step by step.' },
  copy: {
    short: 'copy lines',
    help: 'Show commands that send a request again: curl, printf and nc.',
  },
  byHand: { short: 'send by hand', help: 'Send a request again, as it was or changed by you.' },
  bytes: { short: 'send the bytes', help: 'Send the bytes that this screen speaks of.' },
  printed: { short: 'printed', help: 'Show everything that the server printed.' },
  page: {
    short: 'page',
    help: 'Show this session as a page in your browser, with bytes and notes side by side.',
  },
  open: { short: 'open', help: 'Open the page in your browser.' },
  run: { short: 'run', help: 'Start the server, or start it again.' },
  filter: {
    short: 'filter',
    help: 'Show only some requests: 404, 5xx, POST, /path. A ! before a word means not.',
  },
  search: { short: 'search', help: 'Find a text in this page; the same key again finds the next.' },
  pause: { short: 'pause', help: 'Hold the screen while more comes. The same key goes on.' },
  screens: { short: 'screens', help: 'List the screens of this stage and jump to one.' },
  language: {
    short: 'other language',
    help: 'Show this screen in another language of programs. Your own language stays the same.',
  },
  bytesAll: { short: 'all bytes', help: 'Show all bytes of a body, and not the first rows alone.' },
  stages: { short: 'stages', help: 'List the stages.' },
  help: { short: 'all keys', help: 'Show all keys, and close them again.' },
  quit: { short: 'quit', help: 'Quit. Your place is kept.' },
  yes: { short: 'yes', help: 'Yes.' },
  no: { short: 'no', help: 'No.' },
  undecided: { short: 'leave', help: 'Leave a question unanswered.' },
} as const

const unlessDone = (doing: string) => `${doing} first. To go on without it, press n.`

/** What a session says. */
export const session = {
  nothingToShow: {
    unfold: 'No request has come yet.',
    changed: 'There are no two requests of the same kind to compare yet. Reload the page.',
    form: 'The last requests hold no form.',
    copy: 'No request has come yet.',
    send: 'No request has come yet. Open the page in your browser with o.',
  },
  answerFirst: unlessDone('Answer the question'),
  answerRightFirst: unlessDone('Try another answer'),
  passFirst: unlessDone('Make all checks pass'),
  pageIsOpen: 'The page is open in your browser. Its address is only for you:',
  noPage: (reason: string) => `The page could not be opened: ${reason}.`,
  openPage: 'Open this address in your browser. It is only for you:',
  openYourself: {
    'no-browser': 'No browser could be opened from here. Open this address in one:',
    'not-asked': 'Open this address in your browser:',
  },
  noEditor: 'Open this file in your editor:',
  openedWith: (editor: string) => `Opened with ${editor}.`,
  editorFailed: (editor: string, reason: string) => `${editor} could not be started: ${reason}.`,
  noHintNeeded: 'All checks passed when they last ran. No step needs a hint.',
  noHints: 'There are no hints for this step.',
  noSolution: 'The course has no solution in this language.',
  noFile: (file: string) => `There is no ${file} yet.`,
  showDiff: 'This shows lines of the solution. Show them?',
  showSolution: 'Show the solution?',
  showSolutionStill: 'You learn more when you find it yourself. Show it anyway?',
  showWithoutAsking: (stage: number) =>
    `To show it without asking: ${typed('solution', '--yes', String(stage))}`,
  startOver: (file: string) => `Put ${file} back to its beginning? Your version is kept.`,
  notFound: (text: string) => `"${text}" is not on this page.`,
  nothingChanged: 'Nothing was changed.',
  isAtBeginning: (file: string) => `${file} is as it was at the beginning.`,
  backup: (path: string) => `Your version is kept: ${path}`,
  goOnFromOwn: (stage: number) =>
    `Your own server of stage ${stage} passes its checks. Go on from it? No: begin with the course's server. Esc: decide later.`,
  handDown: 'Your hand is down.',
  handSeen: 'Your teacher has seen your hand.',
  takenOut:
    'Your teacher has taken you out of the class, so nothing is sent any more. To join again, type the line that your teacher shows.',
  showTeacher: (file: string) => `Show ${file} to your teacher, as it is now? No student sees it.`,
  shownToTeacher: (file: string) =>
    `Your teacher can read ${file} as it is now. Later changes are not sent.`,
  notShown: 'Nothing was sent.',
  coursesServer: (server: string) => `the course's ${server}`,
} as const
