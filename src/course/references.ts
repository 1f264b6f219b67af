import { courseWords } from '../words/course.ts'
import { type Stage, screenNumber } from './course.ts'
import { inStrings } from './in-strings.ts'
import type { Tell } from './mistakes.ts'

/** A link to a screen: `[any words](#id)`, or in another stage `[any words](../1-raw-socket/lesson.md#id)`. */
const link = /\[[^\]\n]*\]\((?:\.\.\/([a-z0-9-]+)\/lesson\.md)?#([a-z0-9-]+)\)/g

/** The stages with every link to a screen as words: `screen 12, "Send the response"`. */
export const withReferences = (stages: readonly Stage[]): Stage[] =>
  stages.map((stage) => ({
    ...stage,
    screens: inStrings(stage.screens, (text) => referred(text, stage, stages)),
    checks: inStrings(stage.checks, (text) => referred(text, stage, stages)),
  }))

function referred(text: string, stage: Stage, stages: readonly Stage[]): string {
  return text.replace(link, (whole, folder: string | undefined, id: string) => {
    const target = folder === undefined ? stage : stages.find((each) => each.folder === folder)
    const number = target && screenNumber(target, id)
    if (target === undefined || number === undefined) return whole
    const title = target.screens[number - 1]?.title ?? ''
    return target === stage
      ? courseWords.screenReference(number, title)
      : courseWords.screenOfStage(target.number, number, title)
  })
}

/** Tells the links of a file that lead to no screen. */
export function tellDeadLinks(
  source: string,
  stage: Stage,
  stages: readonly Stage[],
  file: string,
  tell: Tell,
): void {
  for (const [i, line] of source.split('\n').entries())
    for (const [, folder, id = ''] of line.matchAll(link)) {
      const target = folder === undefined ? stage : stages.find((each) => each.folder === folder)
      if (target === undefined || screenNumber(target, id) === undefined)
        tell({
          file,
          line: i + 1,
          ...courseWords.mistakes.unknownScreen(id, target?.screens.map((each) => each.id) ?? []),
        })
    }
}
