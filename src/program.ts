import { Argument, Command, Option } from 'commander'
import type { Context, Place } from './app/context.ts'
import type { Installed } from './app/installed.ts'
import { languageNamed } from './app/language.ts'
import type { Shell } from './commands/completion.ts'
import { errors } from './words/errors.ts'
import { nearest } from './words/nearest.ts'

/** How a command is run. Each gives back the exit code. */
export interface Runners {
  /** `couldNotRun`: the least exit code where it can't do what it is for. @default 1 */
  act(command: (context: Context) => Promise<number>, couldNotRun?: 1 | 2): Promise<void>
  /** For a command that has nothing to do with the course. */
  actAnywhere(
    command: (place: Place) => Promise<number>,
    nodes?: 'new enough' | 'any',
  ): Promise<void>
}

/** What `run` and `tap` may be told about their JSON. */
interface JsonOptions {
  readonly json?: boolean
  readonly bodies?: boolean
  readonly maxBody?: string
}

interface ExplainFlags {
  readonly request?: boolean
  readonly response?: boolean
  readonly json?: boolean
  readonly list?: boolean
  readonly entry?: string
  readonly status?: string
}

interface TapFlags extends JsonOptions {
  readonly to?: string
  readonly save?: string
  readonly overwrite?: boolean
  readonly split?: boolean
  readonly redact?: boolean
}

function jsonOptions({ json = false, bodies = true, maxBody }: JsonOptions) {
  if (maxBody !== undefined && !/^\d{1,15}$/.test(maxBody)) throw errors.badByteCount(maxBody)
  return { json, maxBodyBytes: !bodies ? 0 : maxBody === undefined ? undefined : Number(maxBody) }
}

/** The command line: what can be asked for, and which file answers. Nothing is run before it is parsed. */
export function createProgram(installed: Installed, { act, actAnywhere }: Runners): Command {
  const { version } = installed
  const program: Command = new Command('learn-webserver')
    .description('Build a web server in six stages, and see every byte your browser sends it.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .argument('[stage]', 'a stage to begin with, by number or name: 3 or html-file')
    .option('--port <port>', 'the port that your browser visits, instead of 9001 to 9006')
    .option('--host <address>', 'let others on the network visit, there; 0.0.0.0 for everywhere')
    .option('--no-open', 'open no browser; the address is printed anyway')
    .option('--dir <folder>', 'the folder that your servers are kept in')
    .addOption(
      new Option(
        '--lang <language>',
        'javascript, typescript or python, for this command only',
      ).argParser(languageNamed),
    )
    .option('--plain', 'line by line, without redrawing; numbers instead of arrow keys')
    .addHelpText(
      'after',
      `
Examples:
  learn-webserver             begin; later: the stages, to go on from
  learn-webserver 3           go to stage 3
  learn-webserver run 1       stage 1's server and the wire, without the lesson
  learn-webserver tap -- node server.js
                              any server of yours and the wire`,
    )
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .action((stage: string | undefined) => {
      const names = program.commands.map((command) => command.name())
      if (program.args.length > 1)
        throw errors.noCommand(program.args, nearest(program.args[0] ?? '', names))
      return stage === 'help'
        ? program.help()
        : act(async (context) => (await import('./commands/learn.ts')).learn(stage, names, context))
    })

  program
    .command('list')
    .description('the stages, and how far you are')
    .option('--json', 'as JSON')
    .action(({ json = false }: { json?: boolean }) =>
      act(async (context) => (await import('./commands/list.ts')).list(json, context)),
    )

  program
    .command('run')
    .argument('<stage>', 'a stage by number or name')
    .description("a stage's finished server and what passes over the wire, without the lesson")
    .option('--json', 'one JSON object a line: ready, connections, exchanges')
    .option('--no-bodies', 'with --json: leave bodies out')
    .option('--max-body <bytes>', 'with --json: so many bytes of a body at most')
    .action((stage: string, options: JsonOptions) =>
      act(async (context) =>
        (await import('./commands/run.ts')).run(stage, jsonOptions(options), context),
      ),
    )

  program
    .command('tap')
    .argument('[command...]', 'a program and its arguments, after --; it is given PORT')
    .description('any server, and what passes over the wire between it and its clients')
    .option('--to <host:port>', 'a server that runs already, on this machine')
    .option('--json', 'one JSON object a line: ready, connections, exchanges')
    .option('--no-bodies', 'with --json: leave bodies out')
    .option('--max-body <bytes>', 'with --json: so many bytes of a body at most')
    .option('--save <file>', 'write all that passed to a HAR file at the end')
    .option('--overwrite', 'let --save replace a file that exists')
    .option('--split', 'pass the head of a request on first, and its body a moment later')
    .option('--redact', 'with --save: leave cookies, Authorization and passwords out')
    .addHelpText(
      'after',
      `
The tap listens on port 9000, or the one that --port names.

Examples:
  learn-webserver tap -- node server.js
  learn-webserver tap -- sh -c 'python3 -m http.server $PORT'
  learn-webserver tap --to localhost:8000 --save session.har`,
    )
    .action((command: string[], options: TapFlags) =>
      actAnywhere(async (place) =>
        (await import('./commands/tap.ts')).tap(
          {
            command,
            to: options.to,
            save: options.save,
            overwrite: options.overwrite ?? false,
            redact: options.redact ?? false,
            splitHead: options.split ?? false,
            ...jsonOptions(options),
          },
          { ...place, version },
        ),
      ),
    )

  program
    .command('explain')
    .argument(
      '[file...]',
      'raw bytes as they were sent, or a HAR file; - or none: what is piped in; or a term: 304, Host, ERR_EMPTY_RESPONSE',
    )
    .description('recorded messages with what each part means, or what a term means')
    .addOption(new Option('--request', 'read it as a request').conflicts('response'))
    .addOption(new Option('--response', 'read it as a response'))
    .option('--list', 'a HAR file: one line for each entry')
    .option('--entry <numbers>', 'a HAR file: these entries alone: 12, 3-5')
    .option('--status <codes>', 'a HAR file: entries with such a status code: 404, 5xx, none')
    .option('--json', 'one JSON object a line: entries and messages with their notes')
    .addHelpText(
      'after',
      `
Examples:
  curl -si --raw http://localhost:9001/ | learn-webserver explain
  learn-webserver explain request.bin
  learn-webserver explain session.har --status 5xx
  learn-webserver explain 304
  learn-webserver explain ERR_EMPTY_RESPONSE`,
    )
    .action((words: string[], options: ExplainFlags) =>
      actAnywhere(async (place) =>
        (await import('./commands/explain.ts')).explain(
          {
            words,
            role: options.request ? 'request' : options.response ? 'response' : undefined,
            json: options.json ?? false,
            list: options.list ?? false,
            entry: options.entry,
            status: options.status,
          },
          place,
        ),
      ),
    )

  program
    .command('check')
    .argument('[stage]', 'a stage by number or name; left out: the one that was open last')
    .description('run your server of a stage, and say what holds and what does not')
    .option('--all', 'every stage, in order')
    .option('--json', 'one JSON object a line')
    .option('--junit <file>', 'a report in JUnit XML as well')
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
    .argument('<stage>', 'a stage by number or name')
    .description('your server of a stage, started anew and checked whenever you save it')
    .action((stage: string) =>
      act(async (context) =>
        (await import('./commands/watch-stage.ts')).watchStage(stage, context),
      ),
    )

  program
    .command('hint')
    .argument('[stage]', 'a stage by number or name; left out: the one that was open last')
    .description('a hint for the exercise of a stage; each time a stronger one')
    .action((stage: string | undefined) =>
      act(async (context) =>
        (await import('./commands/exercise-commands.ts')).showHint(stage, context),
      ),
    )

  program
    .command('diff')
    .argument('[stage]', 'a stage by number or name; left out: the one that was open last')
    .description('what there is between your server and the solution')
    .action((stage: string | undefined) =>
      act(async (context) =>
        (await import('./commands/exercise-commands.ts')).showDiff(stage, context),
      ),
    )

  program
    .command('solution')
    .argument('[stage]', 'a stage by number or name; left out: the one that was open last')
    .description('the finished server of a stage; asks twice')
    .option('--yes', 'without asking')
    .action((stage: string | undefined, { yes = false }: { yes?: boolean }) =>
      act(async (context) =>
        (await import('./commands/exercise-commands.ts')).showSolution(stage, yes, context),
      ),
    )

  program
    .command('status')
    .description('what you have seen, answered and built, stage by stage')
    .option('--json', 'as JSON')
    .action(({ json = false }: { json?: boolean }) =>
      act(async (context) => (await import('./commands/status.ts')).status(json, context)),
    )

  program
    .command('language')
    .argument('[name]', 'javascript, typescript or python')
    .description('the language that you write your servers in, from now on')
    .action((name: string | undefined) =>
      act(async (context) => (await import('./commands/language.ts')).language(name, context)),
    )

  const author = program.command('author', { hidden: true })
  author
    .command('preview')
    .argument('<screen>', 'a stage and a screen, by number or id: 3/7')
    .description('draw a screen of a lesson, again whenever the lesson is saved')
    .option('--columns <number>', 'as wide as this', Number)
    .action((screen: string, { columns }: { columns?: number }) =>
      act(async (context) =>
        (await import('./commands/author-preview.ts')).authorPreview(screen, { columns }, context),
      ),
    )
  author
    .command('new')
    .argument('<name>', 'small letters and hyphens: web-socket')
    .description("make a new stage's folder, which passes author check")
    .action((name: string) =>
      act(async (context) => (await import('./commands/author-new.ts')).authorNew(name, context)),
    )
  author
    .command('readme')
    .description("write the README's table of keys")
    .action(() =>
      act(async (context) => (await import('./commands/author-readme.ts')).authorReadme(context)),
    )
  author
    .command('check')
    .argument('[stage]', 'a stage by number or name')
    .description('prove the programs of the lessons: starts, solutions, mistakes')
    .action((stage: string | undefined) =>
      act(async (context) =>
        (await import('./commands/author-check.ts')).authorCheck(stage, context),
      ),
    )

  program
    .command('reset')
    .argument('[stage]', 'a stage by number or name; left out: the one that was open last')
    .description("put the course's version of a stage back; asks first, keeps yours")
    .option('--all', 'every stage')
    .action((stage: string | undefined, { all = false }: { all?: boolean }) =>
      act(async (context) => (await import('./commands/reset.ts')).reset(stage, all, context)),
    )

  program
    .command('completion')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish', 'powershell']))
    .description('a script that has Tab complete commands, options and stages')
    .addHelpText(
      'after',
      `
To have it from your next shell on:
  bash         echo 'eval "$(learn-webserver completion bash)"' >> ~/.bashrc
  zsh          echo 'eval "$(learn-webserver completion zsh)"' >> ~/.zshrc
  fish         learn-webserver completion fish > ~/.config/fish/completions/learn-webserver.fish
  PowerShell   learn-webserver completion powershell >> $PROFILE`,
    )
    .action((shell: Shell) =>
      act(async (context) =>
        (await import('./commands/completion.ts')).completion(shell, program, context),
      ),
    )

  program
    .command('doctor')
    .description('what the course needs of this machine, and what to do where it is not so')
    .option('--json', 'as JSON: the findings, and the facts behind them')
    .action(({ json = false }: { json?: boolean }) =>
      actAnywhere(
        async (place) =>
          (await import('./commands/doctor.ts')).doctor({ json, ...installed }, place),
        'any',
      ),
    )
  // Only now, so that the commands do not take it over: what is too much is said in the course's words.
  return program.allowExcessArguments()
}
