import type { Context } from '../app/context.ts'
import { stageNamed } from '../app/stage-named.ts'
import { type Finding, proveStages } from '../checks/author.ts'
import type { Stage } from '../course/course.ts'
import { languageNames, languages } from '../course/language.ts'
import { measure } from '../course/minutes.ts'
import { findPythons, isNewEnough, leastPython } from '../process/python.ts'
import { renderResult } from '../terminal/views/check.ts'
import { authorCheckWords as words } from '../words/author.ts'

/**
 * `author check [STAGE]`: proves the lessons' programs. Exit code 1 where one does not do what it is
 * there for.
 */
export async function authorCheck(context: Context, given: string | undefined): Promise<number> {
  const { course, files, terminal } = context
  const { theme } = terminal
  const stages = given === undefined ? course.stages : [stageNamed(given, course)]
  const pythons = await findPythons()
  const languages = languageNames.filter((name) => name !== 'py' || pythons.some(isNewEnough))
  if (!languages.includes('py')) terminal.print(['', ` ${words.noPython(leastPython)}`])
  let wrong = 0
  let shown = 0
  for await (const finding of proveStages(stages, {
    ...files,
    languages,
    say: (result, stage) => renderResult(result, stage, theme).join('\n'),
  })) {
    if (finding.stage.number !== shown) {
      shown = finding.stage.number
      terminal.print([
        '',
        ` ${theme.paint('strong', words.stage(shown, finding.stage.title))}`,
        ...measured(finding.stage, context),
      ])
    }
    if (finding.wrong !== undefined) wrong += 1
    terminal.print(row(finding, context))
  }
  terminal.print(['', ` ${wrong === 0 ? words.allGood : words.wrong(wrong)}`])
  return wrong === 0 ? 0 : 1
}

/** How long a stage is, a line for each language. */
const measured = ({ number }: Stage, { course, terminal }: Context): string[] =>
  languageNames.flatMap((language) => {
    const stage = course.in(language).stages[number - 1]
    if (stage === undefined) return []
    const { words: text, code } = measure(stage.screens, 0)
    const said = words.measured(languages[language].title, stage.minutes, text, code)
    return [` ${terminal.theme.paint('dim', said)}`]
  })

const fileColumns = 34

function row({ file, said, wrong }: Finding, { terminal }: Context): string[] {
  const { symbols, paint } = terminal.theme
  const mark = wrong === undefined ? paint('good', symbols.done) : paint('error', symbols.wrong)
  return [
    ` ${mark} ${file.padEnd(fileColumns)} ${said}`.trimEnd(),
    ...(wrong === undefined ? [] : wrong.split('\n').map((line) => `   ${line}`.trimEnd())),
  ]
}
