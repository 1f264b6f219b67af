import { Command, Option } from 'commander'
import { languageNamed } from './app/language.ts'
import type { GlobalOptions } from './app/open-context.ts'
import { author } from './commands/declared/author.ts'
import { board } from './commands/declared/board.ts'
import { check } from './commands/declared/check.ts'
import { inClass } from './commands/declared/class.ts'
import { completion } from './commands/declared/completion.ts'
import type { Declare, Runners } from './commands/declared/declare.ts'
import { diff } from './commands/declared/diff.ts'
import { doctor } from './commands/declared/doctor.ts'
import { explain } from './commands/declared/explain.ts'
import { grade } from './commands/declared/grade.ts'
import { gradeWorker } from './commands/declared/grade-worker.ts'
import { handIn } from './commands/declared/hand-in.ts'
import { hint } from './commands/declared/hint.ts'
import { init } from './commands/declared/init.ts'
import { join } from './commands/declared/join.ts'
import { language } from './commands/declared/language.ts'
import { list } from './commands/declared/list.ts'
import { reset } from './commands/declared/reset.ts'
import { run } from './commands/declared/run.ts'
import { solution } from './commands/declared/solution.ts'
import { status } from './commands/declared/status.ts'
import { tap } from './commands/declared/tap.ts'
import { watch } from './commands/declared/watch.ts'
import { errors } from './words/errors.ts'
import { helpWords as words } from './words/help.ts'
import { nearest } from './words/nearest.ts'

/** The commands in the order in which --help lists them. */
const commands: readonly Declare[] = [
  list,
  run,
  tap,
  explain,
  check,
  watch,
  hint,
  diff,
  solution,
  status,
  handIn,
  grade,
  gradeWorker,
  init,
  join,
  inClass,
  board,
  language,
  author,
  reset,
  completion,
  doctor,
]

/** Commands whose session can be seen as a page, as the course itself can. */
const withPage = ['run', 'watch', 'tap', 'explain']

/** The command line: what can be asked for, and which file answers. Nothing is run before it is parsed. */
export function createProgram(version: string, runners: Runners): Command {
  const program: Command = new Command('learn-webserver')
    .description(words.program.about)
    .version(version, '--version', words.program.version)
    .helpOption('--help', words.program.help)
    .helpCommand(false)
    .argument('[stage]', words.program.stage)
    .option('--port <port>', words.program.port)
    .option('--host <address>', words.program.host)
    .option('--no-open', words.program.noOpen)
    .option('--page', words.program.page)
    .option('--dir <folder>', words.program.dir)
    .addOption(new Option('--lang <language>', words.program.lang).argParser(languageNamed))
    .option('--lessons <folder>', words.program.lessons)
    .option('--allow-command', words.program.allowCommand)
    .option('--plain', words.program.plain)
    .configureHelp({ styleTitle: (title) => words.titles[title] ?? title })
    .addHelpText('after', words.program.examples)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .hook('preAction', (_program, command) => {
      const name = command.name()
      const hasPage = command === program || withPage.includes(name)
      if (!hasPage && program.opts<GlobalOptions>().page) throw errors.noPageOf(name, withPage)
    })
    .action((stage: string | undefined) => {
      const names = program.commands.map((command) => command.name())
      if (program.args.length > 1)
        throw errors.noCommand(program.args, nearest(program.args[0] ?? '', names))
      if (stage === 'help') return program.help()
      return runners.inCourse(async () => (await import('./commands/learn.ts')).learn)(stage, names)
    })
  for (const declare of commands) declare(program, runners)
  // Only now, so that the commands do not take it over: what is too much is said in the course's words.
  return program.allowExcessArguments()
}
