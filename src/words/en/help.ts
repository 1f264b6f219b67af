const stage = 'a stage, by number or name'
const stageOrLast = `${stage}; without one: the stage of this folder, or the last one opened`

/** The parts of a help, by the names that commander has for them. */
export const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Usage:',
  'Arguments:': 'Arguments:',
  'Options:': 'Options:',
  'Commands:': 'Commands:',
}

export const program = {
  about: 'Build a web server in six stages, and see every byte your browser sends to it.',
  version: 'print the version',
  help: 'print this help',
  stage: `${stage}, to go to: 3 or html-file`,
  port: 'the port that your browser visits, instead of 9001 to 9006',
  host: 'let others on the network visit, at this address; 0.0.0.0 for all addresses',
  noOpen: 'do not open a browser; the address is printed',
  page: 'show it as a page in your browser too, as the key v does; with run, watch, tap, explain, or without a command',
  dir: 'the folder where your servers are saved; LEARN_WEBSERVER_DIR does the same',
  lessons: 'add the stages of this folder to the course, or replace those with their numbers',
  allowCommand: 'start servers by the command in settings.json without asking',
  lang: 'javascript, typescript or python, for this command only',
  plain: 'print line by line and never redraw; choose by number instead of arrow keys',
  examples: `
Examples:
  learn-webserver             start the course; later: choose a stage
  learn-webserver 3           go to stage 3
  learn-webserver check 3     run your server of stage 3 and its checks
  learn-webserver tap -- node server.js
                              show what passes between a server of yours and its clients

In a clone of the repository, type npm start -- in place of learn-webserver.`,
} as const

export const options = {
  json: 'print JSON',
  jsonLines: 'print one JSON object a line',
  noBodies: 'with --json: leave bodies out',
  maxBody: 'with --json: at most this many bytes of each body',
  redact: 'with --json or --save: leave out cookies, Authorization and passwords',
} as const

export const list = { about: 'the stages, and how far you are' } as const

export const run = {
  about: "run the course's finished server of a stage and show the wire, without the lesson",
  stage,
  redact: 'with --json: leave out cookies, Authorization and passwords',
} as const

export const tap = {
  about: 'run any server and show what passes between it and its clients',
  command: 'after --: a program and its arguments; it gets the port in PORT',
  to: 'a server on this machine that runs already',
  save: 'write everything that passed to a file: a page if its name ends in .html, else HAR',
  overwrite: 'let --save replace a file that exists',
  split: 'pass on the head of a request first, and its body a moment later',
  examples: `
The tap listens on port 9000, or the one that --port gives.

Examples:
  learn-webserver tap -- node server.js
  learn-webserver tap -- sh -c 'python3 -m http.server $PORT'
  learn-webserver tap --to localhost:8000 --save session.har`,
} as const

export const explain = {
  about: 'say what each part of a recorded message means, or what a word means',
  what: 'a file of raw bytes, a HAR file, or a word: 304, Host, ERR_EMPTY_RESPONSE; without one: what is piped in',
  request: 'read it as a request',
  response: 'read it as a response',
  list: 'a HAR file: one line for each entry',
  entry: 'a HAR file: only these entries: 12, 3-5',
  status: 'a HAR file: only entries with such a status code: 404, 5xx, none',
  save: 'write a page that shows it all, such as page.html',
  redact: 'with --save: leave out cookies, Authorization and passwords',
  examples: `
Examples:
  curl -si --raw http://localhost:9001/ | learn-webserver explain
  learn-webserver explain request.bin
  learn-webserver explain session.har --status 5xx
  learn-webserver explain 304
  learn-webserver explain ERR_EMPTY_RESPONSE`,
} as const

export const check = {
  about: 'run your server of a stage and its checks',
  stage: stageOrLast,
  all: 'every stage, in order',
  junit: 'also write a report in JUnit XML',
} as const

export const grade = {
  about: 'run the servers of many students, each in its own process, and make a table',
  folder: 'a folder that has a folder or a ZIP file for each student, or one ZIP file of it',
  only: 'grade only these hand-ins, by the names of their folders',
  jobs: 'how many are checked at the same time; without it: three for each processor',
  timeout: 'seconds for the checks of one stage; without it: 60',
  firstFailure: 'stop a stage at the first check that fails',
  fresh: 'run all again, also what did not change since the last time',
  allowUnprotected: "run students' programs where nothing protects this machine from them",
  csv: 'write a table for spreadsheets',
  junitDir: 'write a report in JUnit XML for each hand-in',
  xapi: 'write xAPI statements for a learning record store',
  examples: `
It writes nothing to the folder. A command in a settings.json is not run; with --allow-command it is.

Examples:
  learn-webserver grade hand-ins --csv marks.csv
  learn-webserver grade submissions.zip
  learn-webserver grade hand-ins --only kim lee --fresh`,
} as const

export const watch = {
  about: 'run your server of a stage, and check it again at each save',
  stage: stageOrLast,
} as const

export const hint = {
  about: 'a hint for the exercise of a stage; each time a stronger one',
  stage: stageOrLast,
} as const

export const diff = { about: 'compare your server with the solution', stage: stageOrLast } as const

export const solution = {
  about: "the course's finished server of a stage; it asks twice",
  stage: stageOrLast,
  yes: 'without asking',
} as const

export const status = {
  about: 'what you read, answered and built, stage by stage',
  stage: 'the number or the name of one stage; default: all',
} as const

export const handIn = {
  about: 'make one ZIP file of your servers, to hand in',
  file: 'the ZIP file; without a name: the name of your folder',
  overwrite: 'replace a file that exists',
} as const

export const init = {
  about: 'make a folder for a learner, and ask nothing; it has to be new or empty',
  folder: 'the new folder',
  stage: 'the stage that it opens with, by number or name; without it: the first',
  join: 'join the class whose board is there; it has to be running',
  code: 'with --class: the code of the class',
  name: "with --class: the student's name; without it: the name of the folder",
  examples: `
Without --lang, the course asks the learner for the language at the first start.

Examples:
  learn-webserver init kim --lang python
  learn-webserver init lee --lang typescript --stage 2
  learn-webserver init park --class 192.168.1.5:9100 -c fig-427`,
} as const

export const join = {
  about: 'join the class of a teacher, who shows the address and the code',
  address: 'of the board: 192.168.1.5:9100',
  code: 'the code of the class: fig-427',
  name: 'your name in the class, instead of being asked',
} as const

export const inClass = {
  about: 'what your teacher sees of you; leave the class',
  leave: 'leave the class: nothing is sent any more',
} as const

export const board = {
  about: 'for teachers: see where a class is, and who needs help',
  journal: 'the file that keeps the class; without it: class-board.jsonl in this folder',
  folder: "show the students' folders that are in a folder, such as a share; nobody joins",
  wall: 'open the page for the wall, without names, and not your own',
  stuck: 'minutes for which one check fails until a student counts as stuck; without it: 6',
} as const

export const language = {
  about: 'the language of your servers, from now on',
  language: 'javascript, typescript or python; without one: print which it is',
} as const

export const reset = {
  about: 'put a stage back to its beginning; it asks first, and keeps your version',
  stage: stageOrLast,
  all: 'every stage',
} as const

export const completion = {
  about: 'a script for the Tab key: it completes commands, options and stages',
  examples: `
To use it from your next shell on:
  bash         echo 'eval "$(learn-webserver completion bash)"' >> ~/.bashrc
  zsh          echo 'eval "$(learn-webserver completion zsh)"' >> ~/.zshrc
  fish         learn-webserver completion fish > ~/.config/fish/completions/learn-webserver.fish
  PowerShell   learn-webserver completion powershell >> $PROFILE`,
} as const

export const doctor = {
  about: 'what the course needs of this machine, and what is missing',
} as const

export const author = {
  preview: {
    about: 'draw a screen of a lesson, again whenever the lesson is saved',
    screen: 'a stage and a screen, by number or id: 3/7',
    columns: 'draw it as wide as this',
  },
  fresh: {
    about: "make a new stage's folder, which passes author check",
    named: 'small letters and hyphens: web-socket',
  },
  readme: { about: 'write the tables of README.md and docs/teaching.md' },
  check: {
    about: 'prove the lessons: starts fail, servers pass, mistakes are told their cause',
    stage,
  },
} as const
