/** The tables of the page for teachers. */
export const teaching = {
  stages: ['Stage', '', 'Minutes', 'Screens', 'Checks'],
  sum: (minutes: number) => ['', 'all', String(minutes), '', ''],
  mistakes: ['Stage', 'The check that fails', 'Known mistakes', 'Why it matters'],
}

export const preview = {
  bad: (given: string) => `"${given}" names no screen.`,
  form: 'Give a stage and a screen, by number or id: 3/7 or html-file/read-the-file',
  saved: 'drawn again whenever the lesson is saved; Ctrl-C ends this',
}

export const fresh = {
  bad: (given: string) => `"${given}" can't be the name of a stage.`,
  form: 'Use small letters, digits and hyphens: web-socket',
  taken: (name: string) => `There is a stage "${name}" already.`,
  made: (folder: string) => `${folder} is made. It passes author check as it is.`,
  noModel: 'there is no stage to copy',
  next: 'Change its files, then run author check.',
}

export const check = {
  noPython: (least: string) =>
    `Python ${least} or newer was not found, so the Python servers are left out.`,
  stage: (number: number, title: string) => `Stage ${number}: ${title}`,
  measured: (language: string, minutes: number, words: number, code: number) =>
    `${language}: ${minutes} min; ${words} words of text, ${code} of code`,
  allGood: 'Everything is as it should be.',
  wrong: (count: number) => `Wrong: ${count}.`,
}

/** What author check found of one file, and what is wrong with it. */
export const findings = {
  exists: 'exists',
  stray: 'the course does not use this file',
  noExercise: 'has no exercise',
  exerciseFence: 'an `exercise` fence says what to do, with hints',
  missing: 'is missing',
  noSolution: 'there is no solution',
  noStart: 'there is nothing to begin with',
  passes: 'passes every check',
  startPasses: 'the start must fail at least one check',
  fails: (check: string) => `fails: ${check}`,
  failsBy: (check: string, cause: string) => `fails: ${check}, cause: ${cause}`,
  noCheck: (id: string) => `no check of this stage has the id "${id}"`,
  notOnce: (code: string) => `the solution does not have this exactly once:\n${code}`,
  passesAll: 'it passes every check',
  otherCheck: (check: string, words: string) => `it fails another check: ${check}\n${words}`,
  otherCause: (cause: string | undefined, words: string) =>
    `another cause is named: ${cause ?? 'none'}\n${words}`,
  otherLine: (line: string | undefined, words: string) =>
    `the line that is marked: ${line ?? 'none'}\n${words}`,
} as const
