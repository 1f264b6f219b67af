import { listed, plural } from '../plural.ts'

const stagesNamed = (stages: readonly number[]) =>
  `${stages.length === 1 ? 'Stage' : 'Stages'} ${listed(stages.map(String))}`

/** What to know of a hand-in. */
export const notes = {
  language: (titles: readonly string[]) => `Written in ${listed(titles)}.`,
  version: (version: string) => `Version of the course: ${version}.`,
  time: (seconds: number) => `The checks took ${seconds} s.`,
  reported: "The student's own course has told this. Nobody ran the checks again.",
  hints: (stage: number, count: number) =>
    `Stage ${stage}: ${plural(count, 'hint was', 'hints were')} shown.`,
  firstPassed: (stage: number, at: string) => `Stage ${stage}: all checks passed first at ${at}.`,
  solutionShown: (stage: number) => `Stage ${stage}: the solution was shown.`,
  progress: 'It has a progress.json. A student can change that file, so nothing in it counts.',
  commandRan: (command: string) =>
    `Started by a command from its settings.json, and not by the course: ${command}`,
  commandNotRun: (command: string) =>
    `Its settings.json starts servers with a command, which was not run: ${command}`,
  solution: (stages: readonly number[]) =>
    `${stagesNamed(stages)}: the same text as the course's solution, apart from white space and comments.`,
  nextStart: (stages: readonly number[]) =>
    `${stagesNamed(stages)}: the same text as the beginning of the next stage, apart from white space and comments.`,
  unchanged: (stages: readonly number[]) =>
    `${stagesNamed(stages)}: only what the stage begins with. Nothing was written yet.`,
  near: (name: string, percent: number) =>
    `Near to ${name}: of what is not the course's own text, ${percent} % is the same.`,
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
  unprotected: 'It was run without protection, with the rights of the person who graded it.',
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
  noEnd: 'it is cut off, or no ZIP file',
  unreadable: (said: string) => `it can't be read: ${said}.`,
  killed: (signal: string) => `the process that checked it was ended by ${signal}.`,
  exited: (code: number) => `the process that checked it ended with exit code ${code}.`,
  silent: (seconds: number) => `the process that checked it said nothing for ${seconds} s.`,
  talkative: 'the process that checked it wrote more than it may.',
  stopped: 'grading was stopped.',
  notStarted: (said: string) => `the process that checks it could not be started: ${said}.`,
  otherLanguage: 'there is no server in JavaScript, TypeScript or Python.',
}

/** The table of all hand-ins: what stands above its columns and in its cells. */
export const table = {
  name: 'name',
  all: 'all',
  stage: (stage: number) => `stage ${stage}`,
  of: (passed: number, of: number) => `${passed} of ${of}`,
  notBegun: 'not begun',
  couldNotRun: 'could not run',
  legend: (none: string, failed: string) =>
    `4/18: 4 of 18 checks pass. ${none} not begun. ${failed} could not be graded.`,
}

export const said = {
  handIns: (count: number) => `${plural(count, 'hand-in')} to grade.`,
  one: (at: number, of: number, name: string) => `${at} of ${of}: ${name}`,
  done: (at: number, of: number, name: string, passed: number, checks: number) =>
    `${at} of ${of}: ${name}, ${passed} of ${checks} checks pass`,
  unchanged: (count: number) =>
    `${plural(count, 'hand-in')} did not change since the last time, so the result is from then. To run all again: --fresh`,
  passedOver: (names: readonly string[]) =>
    `Not looked at: ${listed(names)}. A hand-in is a folder or a ZIP file.`,
  notUnpacked: (names: readonly string[]) =>
    `Too large, or under a name that can't be used here, so not unpacked: ${listed(names)}.`,
  sandboxed:
    'sandbox-exec kept the programs from your files, your network and other programs. It limits neither their memory nor the disk that they fill.',
  unprotected: 'The programs were run without protection, with your rights.',
  progress: 'Nothing in a progress.json counts: a student can change that file.',
  version: (version: string, seconds: number) =>
    `Graded by learn-webserver ${version} in ${seconds} s.`,
  couldNot: (count: number) =>
    count === 1
      ? '1 hand-in could not be graded, or not all of it.'
      : `${count} hand-ins could not be graded, or not all of them.`,
  written: (path: string) => `Written: ${path}`,
  stopped: (done: number, of: number) => `Stopped: ${done} of ${of} hand-ins are graded.`,
  notBegun: 'not begun',
}
