import { listed, plural } from '../plural.ts'

/** What to know of a hand-in. */
export const notes = {
  language: (titles: readonly string[]) => `Written in ${listed(titles)}.`,
  version: (version: string) => `Graded by learn-webserver ${version}.`,
  time: (seconds: number) => `The checks took ${seconds} s.`,
  progress: 'It has a progress.json. A student can change that file, so nothing in it counts.',
  commandRan: (command: string) =>
    `Started by a command from its settings.json, and not by the course: ${command}`,
  commandNotRun: (command: string) =>
    `Its settings.json starts servers with a command, which was not run: ${command}`,
  solution: (stage: number) =>
    `Stage ${stage}: the same text as the course's solution, but for white space and comments.`,
  nextStart: (stage: number) =>
    `Stage ${stage}: the same text as the beginning of stage ${stage + 1} in the course, but for white space and comments.`,
  unchanged: (stage: number) =>
    `Stage ${stage}: only what the stage begins with. Nothing was written yet.`,
  near: (name: string, percent: number) =>
    `Near to ${name}: ${percent} % of what is not the course's own text is in both.`,
  misnamed: (stage: number, file: string) =>
    `Stage ${stage}: the server is named ${file}. It was run under the right name.`,
  noStage: (file: string) =>
    `${file} is in no stage's folder, so it was not run: nothing says its stage.`,
  deeper: (folder: string) => `The servers are in ${folder}.`,
  added: (file: string) => `${file} was not handed in. The course's own was used.`,
  leftOut: {
    large: (file: string) => `Left out, since it is too large: ${file}`,
    many: (file: string) => `Left out, since there are too many files: ${file}`,
    special: (file: string) => `Left out, since it is not an ordinary file: ${file}`,
    link: (file: string) => `Left out, since it is a link to outside of the hand-in: ${file}`,
    outside: (file: string) => `Left out, since its path leads out of the hand-in: ${file}`,
    unreadable: (file: string) => `Left out, since it can't be read: ${file}`,
  },
  timeout: (stage: number, seconds: number) =>
    `Stage ${stage}: after ${seconds} s the checks were stopped, so some were not tried.`,
  couldNotRun: (reason: string) => `Could not be graded: ${reason}`,
  stageCouldNotRun: (stage: number, reason: string) =>
    `Stage ${stage} could not be graded: ${reason}`,
}

/** Why a hand-in, or a stage of it, could not be graded. */
export const reasons = {
  archive: (name: string) => `${name} is an archive of another kind than .zip.`,
  zipTooLarge: (megabytes: number) => `the ZIP file has more than ${megabytes} MB.`,
  zipDamaged: (said: string) => `the ZIP file can't be read: ${said}.`,
  noZip: 'it is no ZIP file',
  unreadable: (said: string) => `it can't be read: ${said}.`,
  killed: (signal: string) => `the process that checked it was ended by ${signal}.`,
  exited: (code: number) => `the process that checked it ended with exit code ${code}.`,
  silent: (seconds: number) => `the process that checked it said nothing for ${seconds} s.`,
  talkative: 'the process that checked it wrote more than it may.',
  stopped: 'grading was stopped.',
  notStarted: (said: string) => `the process that checks it could not be started: ${said}.`,
  otherLanguage: 'there is no server in JavaScript, TypeScript or Python.',
}

export const results = {
  passes: 'passes',
  fails: 'fails',
  'not-begun': 'not begun',
  'could-not-run': 'could not run',
}

/** Above the columns of the table. */
export const table = {
  name: 'name',
  stage: (stage: number) => `stage ${stage}`,
  all: 'all',
  of: (passed: number, of: number) => `${passed} of ${of}`,
}

export const said = {
  handIns: (count: number) => `${plural(count, 'hand-in')} to grade.`,
  one: (at: number, of: number, name: string) => `${at} of ${of}: ${name}`,
  unchanged: (count: number) =>
    `${plural(count, 'hand-in')} did not change since the last time, so the result is from then. To grade again: --fresh`,
  passedOver: (names: readonly string[]) =>
    `Not looked at, since no hand-in is a single file: ${listed(names)}.`,
  noteOf: (name: string, note: string) => `${name}: ${note}`,
  progress: 'Nothing in a progress.json counts: students can change that file.',
  version: (version: string, seconds: number) =>
    `Graded by learn-webserver ${version}, in ${seconds} s.`,
  couldNot: (count: number) =>
    count === 1 ? '1 hand-in could not be graded.' : `${count} hand-ins could not be graded.`,
  written: (file: string) => `Written: ${file}`,
}
