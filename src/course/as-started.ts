import type { Block, Code, CodeLabel, Course, Stage } from './course.ts'
import { inStrings } from './in-strings.ts'

/** The stage with another port, which its screens say wherever they say the stage's own. Its programs stay as they are. */
export function stageOnPort(stage: Stage, port: number): Stage {
  if (port === stage.port) return stage
  const own = new RegExp(`\\b${stage.port}\\b`, 'g')
  const onPort = (block: Block): Block => {
    if (block.type !== 'code') return inStrings(block, (text) => text.replace(own, String(port)))
    return block.origin === undefined ? codeOnPort(block, own, String(port)) : block
  }
  return {
    ...stage,
    port,
    screens: stage.screens.map((screen) => ({ ...screen, blocks: screen.blocks.map(onPort) })),
  }
}

/** Code and drawings of the lesson: what follows after a wide space stays where it is, and labels move along. */
function codeOnPort(code: Code, own: RegExp, port: string): Code {
  const inPlace = new RegExp(`${own.source}( {2,})?`, 'g')
  const lines = code.lines.map((line) =>
    line.replace(inPlace, (found, space: string | undefined) =>
      space === undefined ? port : port.padEnd(Math.max(found.length, port.length + 1)),
    ),
  )
  const labels = code.labels.map((label): CodeLabel => {
    const line = code.lines[label.line] ?? ''
    const moved = (to: number) => line.slice(0, to).replace(own, port).length
    return { ...label, start: moved(label.start), end: moved(label.end) }
  })
  return { ...code, lines, labels }
}

/**
 * The course with every stage on the port that the person named, if they did, and with the commands that its
 * screens name as this person types them. `asTyped` changes the commands in a text.
 */
export function courseAsStarted(
  course: Course,
  port: number | undefined,
  asTyped: (text: string) => string,
): Course {
  const screensOf = (stage: Stage): Stage['screens'] => {
    const screens = stage.screens.map((screen) => ({
      ...screen,
      blocks: screen.blocks.map(
        (block): Block =>
          block.type === 'prose' ? { ...block, markdown: asTyped(block.markdown) } : block,
      ),
    }))
    return stageOnPort({ ...stage, screens }, port ?? stage.port).screens
  }
  const started = (stage: Stage): Stage => {
    let screens: Stage['screens'] | undefined
    return {
      ...stage,
      port: port ?? stage.port,
      // Made when a screen is shown: the list of stages, with which the course begins, needs none.
      get screens() {
        screens ??= screensOf(stage)
        return screens
      },
    }
  }
  const whole: Course = {
    ...course,
    stages: course.stages.map(started),
    in: (language) =>
      language === course.language ? whole : courseAsStarted(course.in(language), port, asTyped),
  }
  return whole
}
