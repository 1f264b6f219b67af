import { listed, plural } from '../plural.ts'

/** Where a screen of the lesson is: `screen 12, "Send the response"`. */
export const screenReference = (number: number, title: string) => `screen ${number}, "${title}"`

/** Where a screen of another stage is. */
export const screenOfStage = (stage: number, number: number, title: string) =>
  `stage ${stage}, screen ${number}, "${title}"`

/** The first line of a program that begins where the stage before ended. */
export const startsFromOwn = (stage: number) =>
  `Your own server of stage ${stage}. Go on from here.`

/** What is wrong in a lesson, for its author: what was found, and what was expected. */
export const mistakes = {
  all: (count: number) => `The lessons have ${plural(count, 'mistake')}.`,
  frontMatter: {
    said: 'there is no front matter.',
    expected:
      'Begin the file with a line of ---, then title, exercise, port, visit and slides, then a line of ---.',
  },
  noScreens: { said: 'there is no screen.', expected: 'Add a heading: ## Title {#id}' },
  outside: {
    said: 'these words belong to no screen.',
    expected: 'Put a heading before them: ## Title {#id}',
  },
  emptyScreen: { said: 'this screen is empty.', expected: 'Say something in it.' },
  tooMuchReading: (title: string, most: number) => ({
    said: `before the screen "${title}" there are ${plural(most, 'screen')} to read, and nothing to do.`,
    expected: 'Put a run or a question before it, or make it shorter and join two screens.',
  }),
  noId: (title: string) => ({
    said: `the screen "${title}" has no id.`,
    expected: 'Write it after the title, in small letters, digits and hyphens: ## Title {#id}',
  }),
  sameId: (kind: string, id: string) => ({
    said: `the ${kind} id "${id}" is used twice.`,
    expected: 'Give each one its own id.',
  }),
  unknownFence: (name: string, known: readonly string[]) => ({
    said: `there is no fence called "${name}".`,
    expected: `Use one of these: ${listed(known, 'or')}.`,
  }),
  openFence: {
    said: 'this fence is not closed.',
    expected: 'Close it with a line of the same three marks.',
  },
  codeName: (info: string) => ({
    said: `"${info}" names no region of a file.`,
    expected: 'Write the file without its ending, then # and the region: code server#respond',
  }),
  noFile: (file: string) => ({
    said: `there is no file ${file} beside the lesson.`,
    expected: 'Name a file of this stage, or one above it with ../',
  }),
  noRegion: (file: string, region: string, regions: readonly string[]) => ({
    said: `${file} has no region "${region}".`,
    expected:
      regions.length === 0 ? 'It has no regions.' : `Its regions are: ${regions.join(', ')}.`,
  }),
  openRegion: (region: string) => ({
    said: `the region "${region}" has no end.`,
    expected: 'Close it with #endregion.',
  }),
  strayEnd: {
    said: 'this #endregion has no beginning.',
    expected: 'Begin it with #region and a name.',
  },
  noArrow: {
    said: 'a label has no " -> ".',
    expected: 'Write a part of the code, then " -> ", then the words to hang under it.',
  },
  notInCode: (part: string, file: string) => ({
    said: `${file} has no "${part}" in this region.`,
    expected: 'Write a part of the code, then " -> ", then the words to hang under it.',
  }),
  unknownLanguage: (name: string, known: readonly string[]) => ({
    said: `"${name}" is no language of the course.`,
    expected: `Write ::: and one or more of these: ${listed(known, 'or')}.`,
  }),
  openBlock: {
    said: 'this block for one language is not closed.',
    expected: 'Close it with a line of :::',
  },
  nestedBlock: {
    said: 'a block for one language begins inside another.',
    expected: 'Close the first one before, with a line of :::',
  },
  strayBlockEnd: {
    said: 'this ::: closes nothing.',
    expected: 'Begin the block with ::: and a language, such as ::: py',
  },
  unknownScreen: (id: string, known: readonly string[]) => ({
    said: `there is no screen with the id "${id}".`,
    expected: `Use one of these: ${known.join(', ')}.`,
  }),
  unknownCheck: (id: string, known: readonly string[]) => ({
    said: `checks.yaml has no check with the id "${id}".`,
    expected: `Use one of these: ${known.join(', ')}.`,
  }),
  checkWithoutStep: (id: string) => ({
    said: `the check "${id}" belongs to no step of the exercise.`,
    expected: 'Name it in `checks` of one step.',
  }),
  yaml: { expected: 'Write it as YAML.' },
  missingKey: (name: string) => ({ said: `\`${name}\` is missing.`, expected: 'Add it.' }),
  unknownKey: (name: string, known: readonly string[]) => ({
    said: `\`${name}\` is not known here.`,
    expected: `Remove it, or correct its spelling. Known are: ${known.join(', ')}.`,
  }),
  wrongValue: (name: string, received: string, expected: string) => ({
    said: `${name === '' ? 'This' : `\`${name}\``} is ${received}.`,
    expected: `Expected: ${expected}.`,
  }),
  noStage: (number: number) => ({
    said: `stage ${number} is missing.`,
    expected: 'Number the folders from 1 on.',
  }),
  samePort: (port: number) => ({
    said: `port ${port} is the port of another stage.`,
    expected: 'Give each stage its own port.',
  }),
  fileMissing: (file: string) => ({ said: `there is no ${file}.`, expected: 'Add one.' }),
}

/** Why the file of the read lessons cannot be used. */
export const notAllStages = 'not all stages are in it'
