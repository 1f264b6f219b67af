import { Argument, Command, Option } from 'commander'
import type { Context, Place } from './app/context.ts'
import type { Installed } from './app/installed.ts'
import { languageNamed } from './app/language.ts'
import type { Shell } from './commands/completion.ts'
import { errors } from './words/errors.ts'
import { helpWords as words } from './words/help.ts'
import { nearest } from './words/nearest.ts'

/** How a command is run. Each gives back the exit code. */
export interface Runners {
  /** `couldNotRun`: the least exit code where it can't do what it is for. @default 1 */
  act(command: (context: Context) => Promise<number>, couldNotRun?: 1 | 2): Promise<void>
  /** For a command that has nothing to do with the course. */
  actAnywhere(
    command: (place: Place) => Promise<number>,
    nodes?: 'new enough' | 'any',
    couldNotRun?: 1 | 2,
  ): Promise<void>
}

/** What `run` and `tap` may be told about their JSON. */
interface JsonOptions {
  readonly json?: boolean
  readonly bodies?: boolean
  readonly maxBody?: string
  readonly redact?: boolean
}

interface ExplainFlags {
  readonly request?: boolean
  readonly response?: boolean
  readonly json?: boolean
  readonly list?: boolean
  readonly entry?: string
  readonly status?: string
  readonly save?: string
  readonly overwrite?: boolean
  readonly redact?: boolean
}

interface TapFlags extends JsonOptions {
  readonly to?: string
  readonly save?: string
  readonly overwrite?: boolean
  readonly split?: boolean
}

interface GradeFlags {
  readonly csv?: string
  readonly json?: boolean
  readonly junitDir?: string
  readonly xapi?: string
  readonly only?: readonly string[]
  readonly jobs?: string
  readonly timeout?: string
  readonly firstFailure?: boolean
  readonly fresh?: boolean
  readonly allowUnprotected?: boolean
}

interface InitFlags {
  readonly stage?: string
  readonly class?: string
  readonly code?: string
  readonly name?: string
  readonly json?: boolean
}

/** Seconds that the checks of a stage may take unless something else is said. */
const usualStageSeconds = '60'

function gradeOptions({ jobs, timeout = usualStageSeconds, ...given }: GradeFlags) {
  const { json = false, only = [], firstFailure = false, fresh = false } = given
  return {
    json,
    only,
    firstFailure,
    fresh,
    allowUnprotected: given.allowUnprotected ?? false,
    csv: given.csv,
    junitDir: given.junitDir,
    xapi: given.xapi,
    jobs: jobs === undefined ? undefined : countOf('--jobs', jobs, 64),
    stageLimitMs: countOf('--timeout', timeout, 3600) * 1000,
  }
}

/** A whole number from 1 on. Throws a CourseError for anything else. */
function countOf(option: string, given: string, most: number): number {
  const count = Number(given)
  if (!/^\d{1,9}$/.test(given) || count < 1 || count > most)
    throw errors.badCount(option, given, most)
  return count
}

function jsonOptions({ json = false, bodies = true, maxBody, redact = false }: JsonOptions) {
  if (maxBody !== undefined && !/^\d{1,15}$/.test(maxBody)) throw errors.badByteCount(maxBody)
  return {
    json,
    redact,
    maxBodyBytes: !bodies ? 0 : maxBody === undefined ? undefined : Number(maxBody),
  }
}

/** The command line: what can be asked for, and which file answers. Nothing is run before it is parsed. */
export function createProgram(installed: Installed, { act, actAnywhere }: Runners): Command {
  const { version } = installed
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
    .action((stage: string | undefined) => {
      const names = program.commands.map((command) => command.name())
      if (program.args.length > 1)
        throw errors.noCommand(program.args, nearest(program.args[0] ?? '', names))
      return stage === 'help'
        ? program.help()
        : act(async (context) =>
            (await import('./commands/learn.ts')).learn(stage, names, version, context),
          )
    })

  program
    .command('list')
    .description(words.list.about)
    .option('--json', words.options.json)
    .action(({ json = false }: { json?: boolean }) =>
      act(async (context) => (await import('./commands/list.ts')).list(json, context)),
    )

  program
    .command('run')
    .argument('<stage>', words.run.stage)
    .description(words.run.about)
    .option('--json', words.options.jsonLines)
    .option('--no-bodies', words.options.noBodies)
    .option('--max-body <bytes>', words.options.maxBody)
    .option('--redact', words.options.redact)
    .action((stage: string, options: JsonOptions) =>
      act(async (context) =>
        (await import('./commands/run.ts')).run(stage, jsonOptions(options), context),
      ),
    )

  program
    .command('tap')
    .argument('[command...]', words.tap.command)
    .description(words.tap.about)
    .option('--to <host:port>', words.tap.to)
    .option('--json', words.options.jsonLines)
    .option('--no-bodies', words.options.noBodies)
    .option('--max-body <bytes>', words.options.maxBody)
    .option('--save <file>', words.tap.save)
    .option('--overwrite', words.tap.overwrite)
    .option('--split', words.tap.split)
    .option('--redact', words.options.redact)
    .addHelpText('after', words.tap.examples)
    .action((command: string[], options: TapFlags) =>
      actAnywhere(async (place) =>
        (await import('./commands/tap.ts')).tap(
          {
            command,
            to: options.to,
            save: options.save,
            overwrite: options.overwrite ?? false,
            splitHead: options.split ?? false,
            ...jsonOptions(options),
          },
          { ...place, version },
        ),
      ),
    )

  program
    .command('explain')
    .argument('[file...]', words.explain.what)
    .description(words.explain.about)
    .addOption(new Option('--request', words.explain.request).conflicts('response'))
    .addOption(new Option('--response', words.explain.response))
    .option('--list', words.explain.list)
    .option('--entry <numbers>', words.explain.entry)
    .option('--status <codes>', words.explain.status)
    .option('--json', words.options.jsonLines)
    .option('--save <file>', words.explain.save)
    .option('--overwrite', words.tap.overwrite)
    .option('--redact', words.explain.redact)
    .addHelpText('after', words.explain.examples)
    .action((what: string[], options: ExplainFlags) =>
      actAnywhere(async (place) =>
        (await import('./commands/explain.ts')).explain(
          {
            words: what,
            role: options.request ? 'request' : options.response ? 'response' : undefined,
            json: options.json ?? false,
            list: options.list ?? false,
            entry: options.entry,
            status: options.status,
            save: options.save,
            overwrite: options.overwrite ?? false,
            redact: options.redact ?? false,
          },
          place,
        ),
      ),
    )

  program
    .command('check')
    .argument('[stage]', words.check.stage)
    .description(words.check.about)
    .option('--all', words.check.all)
    .option('--json', words.options.jsonLines)
    .option('--junit <file>', words.check.junit)
    .action(
      (
        stage: string | undefined,
        { all = false, json = false, junit }: { all?: boolean; json?: boolean; junit?: string },
      ) =>
        act(
          async (context) =>
            (await import('./commands/check.ts')).check(stage, { all, json, junit }, context),
          2,
        ),
    )

  program
    .command('watch')
    .argument('<stage>', words.run.stage)
    .description(words.watch.about)
    .action((stage: string) =>
      act(async (context) =>
        (await import('./commands/watch-stage.ts')).watchStage(stage, version, context),
      ),
    )

  program
    .command('hint')
    .argument('[stage]', words.check.stage)
    .description(words.hint.about)
    .action((stage: string | undefined) =>
      act(async (context) =>
        (await import('./commands/exercise-commands.ts')).showHint(stage, context),
      ),
    )

  program
    .command('diff')
    .argument('[stage]', words.check.stage)
    .description(words.diff.about)
    .action((stage: string | undefined) =>
      act(async (context) =>
        (await import('./commands/exercise-commands.ts')).showDiff(stage, context),
      ),
    )

  program
    .command('solution')
    .argument('[stage]', words.check.stage)
    .description(words.solution.about)
    .option('--yes', words.solution.yes)
    .action((stage: string | undefined, { yes = false }: { yes?: boolean }) =>
      act(async (context) =>
        (await import('./commands/exercise-commands.ts')).showSolution(stage, yes, context),
      ),
    )

  program
    .command('status')
    .description(words.status.about)
    .option('--json', words.options.json)
    .action(({ json = false }: { json?: boolean }) =>
      act(async (context) => (await import('./commands/status.ts')).status(json, context)),
    )

  program
    .command('hand-in')
    .argument('[file]', words.handIn.file)
    .description(words.handIn.about)
    .option('--overwrite', words.handIn.overwrite)
    .option('--json', words.options.json)
    .action(
      (
        file: string | undefined,
        { overwrite = false, json = false }: { overwrite?: boolean; json?: boolean },
      ) =>
        act(async (context) =>
          (await import('./commands/hand-in.ts')).handIn(file, { overwrite, json }, context),
        ),
    )

  program
    .command('grade')
    .argument('<folder>', words.grade.folder)
    .description(words.grade.about)
    .option('--csv <file>', words.grade.csv)
    .option('--json', words.options.jsonLines)
    .option('--junit-dir <folder>', words.grade.junitDir)
    .option('--xapi <file>', words.grade.xapi)
    .option('--only <name...>', words.grade.only)
    .option('--jobs <count>', words.grade.jobs)
    .option('--timeout <seconds>', words.grade.timeout)
    .option('--first-failure', words.grade.firstFailure)
    .option('--fresh', words.grade.fresh)
    .option('--allow-unprotected', words.grade.allowUnprotected)
    .addHelpText('after', words.grade.examples)
    .action((folder: string, options: GradeFlags) =>
      actAnywhere(
        async (place) =>
          (await import('./commands/grade.ts')).gradeFolder(
            folder,
            gradeOptions(options),
            installed,
            place,
          ),
        undefined,
        2,
      ),
    )

  program.command('grade-worker', { hidden: true }).action(() =>
    actAnywhere(async (place) => {
      const { gradeWorker } = await import('./commands/grade-worker.ts')
      return gradeWorker(place.lifetime)
    }),
  )

  program
    .command('init')
    .argument('<folder>', words.init.folder)
    .description(words.init.about)
    .option('--stage <stage>', words.init.stage)
    .option('--class <address>', words.init.join)
    .option('-c, --code <code>', words.init.code)
    .option('--name <name>', words.init.name)
    .option('--json', words.options.json)
    .addHelpText('after', words.init.examples)
    .action((folder: string, { stage, json = false, code, name, ...flags }: InitFlags) => {
      const address = flags.class
      if ((address === undefined) !== (code === undefined)) throw errors.classAndCode()
      const joins =
        address === undefined || code === undefined ? undefined : { address, code, name }
      if (program.opts<{ dir?: string }>().dir !== undefined) throw errors.initAndDir()
      return actAnywhere(async (place) =>
        (await import('./commands/init.ts')).init(folder, { stage, json, joins }, installed, place),
      )
    })

  program
    .command('join')
    .argument('<address>', words.join.address)
    .description(words.join.about)
    .requiredOption('-c, --code <code>', words.join.code)
    .option('--name <name>', words.join.name)
    .action((address: string, { code, name }: { code: string; name?: string }) =>
      act(async (context) =>
        (await import('./commands/join.ts')).joinClass(address, { code, name }, context),
      ),
    )

  program
    .command('class')
    .description(words.inClass.about)
    .option('--leave', words.inClass.leave)
    .option('--json', words.options.json)
    .action(({ leave = false, json = false }: { leave?: boolean; json?: boolean }) =>
      act(async (context) =>
        (await import('./commands/class.ts')).classCommand({ leave, json, version }, context),
      ),
    )

  program
    .command('board')
    .description(words.board.about)
    .option('--journal <file>', words.board.journal)
    .option('--folder <folder>', words.board.folder)
    .option('--wall', words.board.wall)
    .option('--json', words.options.json)
    .action((options: { journal?: string; folder?: string; wall?: boolean; json?: boolean }) =>
      actAnywhere(async (place) =>
        (await import('./commands/board.ts')).board(
          { wall: false, json: false, ...options, host: program.opts<{ host?: string }>().host },
          installed,
          place,
        ),
      ),
    )

  program
    .command('language')
    .argument('[name]', words.language.language)
    .description(words.language.about)
    .action((name: string | undefined) =>
      act(async (context) => (await import('./commands/language.ts')).language(name, context)),
    )

  const author = program.command('author', { hidden: true })
  author
    .command('preview')
    .argument('<screen>', words.author.preview.screen)
    .description(words.author.preview.about)
    .option('--columns <number>', words.author.preview.columns, Number)
    .action((screen: string, { columns }: { columns?: number }) =>
      act(async (context) =>
        (await import('./commands/author-preview.ts')).authorPreview(screen, { columns }, context),
      ),
    )
  author
    .command('new')
    .argument('<name>', words.author.fresh.named)
    .description(words.author.fresh.about)
    .action((name: string) =>
      act(async (context) => (await import('./commands/author-new.ts')).authorNew(name, context)),
    )
  author
    .command('readme')
    .description(words.author.readme.about)
    .action(() =>
      act(async (context) => (await import('./commands/author-readme.ts')).authorReadme(context)),
    )
  author
    .command('check')
    .argument('[stage]', words.run.stage)
    .description(words.author.check.about)
    .action((stage: string | undefined) =>
      act(async (context) =>
        (await import('./commands/author-check.ts')).authorCheck(stage, context),
      ),
    )

  program
    .command('reset')
    .argument('[stage]', words.check.stage)
    .description(words.reset.about)
    .option('--all', words.reset.all)
    .action((stage: string | undefined, { all = false }: { all?: boolean }) =>
      act(async (context) => (await import('./commands/reset.ts')).reset(stage, all, context)),
    )

  program
    .command('completion')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish', 'powershell']))
    .description(words.completion.about)
    .addHelpText('after', words.completion.examples)
    .action((shell: Shell) =>
      act(async (context) =>
        (await import('./commands/completion.ts')).completion(shell, program, context),
      ),
    )

  program
    .command('doctor')
    .description(words.doctor.about)
    .option('--json', words.options.json)
    .action(({ json = false }: { json?: boolean }) =>
      actAnywhere(
        async (place) =>
          (await import('./commands/doctor.ts')).doctor(
            { json, wanted: installed.wanted, installed },
            place,
          ),
        'any',
      ),
    )
  // Only now, so that the commands do not take it over: what is too much is said in the course's words.
  return program.allowExcessArguments()
}
