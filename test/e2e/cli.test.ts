import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mistakesIn } from '../json/schema.ts'
import { makePlace, type TestPlace } from './place.ts'
import { runToEnd } from './run.ts'

let place: TestPlace
beforeEach(() => {
  place = makePlace()
})
afterEach(() => place.remove())

describe('what was not understood: one clear sentence, what would have been right, exit code 2', () => {
  test.each([
    [
      ['7'],
      'There is no stage "7".',
      'Give a number from 1 to 6, or one of raw-socket, html-string,',
    ],
    [
      ['html-fil'],
      'There is no stage "html-fil".',
      /Did you mean html-file\? node .*cli\.cjs html-file$/,
    ],
    [
      ['chek', '2'],
      '"chek 2" is not a command and not a stage.',
      /Did you mean check\? node .*cli\.cjs check 2$/,
    ],
    [['run', '0'], 'There is no stage "0".', 'Give a number from 1 to 6'],
    [['run'], "Missing required argument 'stage'.", /^See all options: node .*cli\.cjs --help$/],
    [
      ['--prot', '80'],
      "Unknown option '--prot' (Did you mean --port?).",
      /^See all options: node .*cli\.cjs --help$/,
    ],
    [['list', '--port', '70000'], '"70000" is not a port.', 'Give a whole number from 1 to 65535.'],
    [['list', '--port', '80x'], '"80x" is not a port.', 'Give a whole number from 1 to 65535.'],
    [
      ['reset', '1'],
      'There are no servers of the course in ',
      /^Start the course there: node .*cli\.cjs --dir \//,
    ],
    [
      ['--page', 'list'],
      '--page does nothing with list, which has no page.',
      /^Leave it out. It works with run, watch, tap, and explain, and without a command: node .*cli\.cjs --page$/,
    ],
    [
      ['explain', '304', '--redact'],
      '--redact does nothing without --save.',
      /^Give --save too, or leave it out. See all options: node .*cli\.cjs explain --help$/,
    ],
    [
      ['tap', '--redact', '--', 'true'],
      '--redact does nothing without --json or --save.',
      'Give --json or --save too',
    ],
    [
      ['tap', '--overwrite', '--', 'true'],
      '--overwrite does nothing without --save.',
      'Give --save too',
    ],
  ] as [string[], string, string | RegExp][])('%j', async (args, said, next) => {
    const { code, stdout, stderr } = await runToEnd(place, ...args)
    const [first, second = '', ...more] = stderr.trimEnd().split('\n')
    expect(first).toContain(said)
    expect(second).toMatch(next)
    expect(more).toEqual([])
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  test('--dir names a file', async () => {
    writeFileSync(join(place.cwd, 'a-file'), '')
    const { code, stderr } = await runToEnd(place, 'list', '--dir', 'a-file')
    expect(stderr).toContain('a-file is a file, not a folder.\nName a folder')
    expect(code).toBe(2)
  })

  test('--dir names a folder with other things in it', async () => {
    mkdirSync(join(place.cwd, 'photos'))
    writeFileSync(join(place.cwd, 'photos/cat.jpg'), '')
    const { code, stderr } = await runToEnd(place, 'run', '1', '--dir', 'photos')
    expect(stderr).toContain('photos has other files in it.')
    expect(code).toBe(2)
  })
})

test('--version prints the version of package.json', async () => {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } })
  expect(await runToEnd(place, '--version')).toEqual({
    code: 0,
    stdout: `${manifest.version}\n`,
    stderr: '',
  })
})

test('--help', async () => {
  const { code, stdout } = await runToEnd(place, '--help')
  expect(code).toBe(0)
  expect(stdout).toMatchInlineSnapshot(`
    "Usage: learn-webserver [options] [command] [stage]

    Build a web server in six stages, and see every byte your browser sends to it.

    Arguments:
      stage                        a stage, by number or name, to go to: 3 or
                                   html-file

    Options:
      --version                    print the version
      --port <port>                the port that your browser visits, instead of
                                   9001 to 9006
      --host <address>             let others on the network visit, at this address;
                                   0.0.0.0 for all addresses
      --no-open                    do not open a browser; the address is printed
      --page                       show it as a page in your browser too, as the key
                                   v does; with run, watch, tap, explain, or without
                                   a command
      --dir <folder>               the folder where your servers are saved;
                                   LEARN_WEBSERVER_DIR does the same
      --lang <language>            javascript, typescript or python, for this
                                   command only
      --lessons <folder>           add the stages of this folder to the course, or
                                   replace those with their numbers
      --allow-command              start servers by the command in settings.json
                                   without asking
      --plain                      print line by line and never redraw; choose by
                                   number instead of arrow keys
      --help                       print this help

    Commands:
      list [options]               the stages, and how far you are
      run [options] <stage>        run the course's finished server of a stage and
                                   show the wire, without the lesson
      tap [options] [command...]   run any server and show what passes between it
                                   and its clients
      explain [options] [file...]  say what each part of a recorded message means,
                                   or what a word means
      check [options] [stage]      run your server of a stage and its checks
      watch [stage]                run your server of a stage, and check it again at
                                   each save
      hint [stage]                 a hint for the exercise of a stage; each time a
                                   stronger one
      diff [stage]                 compare your server with the solution
      solution [options] [stage]   the course's finished server of a stage; it asks
                                   twice
      status [options] [stage]     what you read, answered and built, stage by stage
      hand-in [options] [file]     make one ZIP file of your servers, to hand in
      grade [options] <folder>     run the servers of many students, each in its own
                                   process, and make a table
      init [options] <folder>      make a folder for a learner, and ask nothing; it
                                   has to be new or empty
      join [options] <address>     join the class of a teacher, who shows the
                                   address and the code
      class [options]              what your teacher sees of you; leave the class
      board [options]              for teachers: see where a class is, and who needs
                                   help
      language [name]              the language of your servers, from now on
      reset [options] [stage]      put a stage back to its beginning; it asks first,
                                   and keeps your version
      completion <shell>           a script for the Tab key: it completes commands,
                                   options and stages
      doctor [options]             what the course needs of this machine, and what
                                   is missing

    Examples:
      learn-webserver             start the course; later: choose a stage
      learn-webserver 3           go to stage 3
      learn-webserver check 3     run your server of stage 3 and its checks
      learn-webserver tap -- node server.js
                                  show what passes between a server of yours and its clients

    In a clone of the repository, type npm start -- in place of learn-webserver.
    "
  `)
})

test('list', async () => {
  const { code, stdout } = await runToEnd(place, 'list')
  expect(code).toBe(0)
  expect(stdout).toMatchInlineSnapshot(`
    " learn-webserver   no folder yet · 0 of 6 stages done

       1  Raw socket      45 min
       2  HTML string     25 min
       3  HTML file       40 min
       4  Static server   35 min
       5  Subclass        25 min
       6  Form            45 min
    "
  `)
})

test('list --json numbers the stages from 1', async () => {
  const { stdout } = await runToEnd(place, 'list', '--json')
  const stages: { number: number; name: string; state: string }[] = JSON.parse(stdout)
  expect(mistakesIn(stages, 'list')).toEqual([])
  expect(stages.map(({ number, name, state }) => `${number} ${name} ${state}`)).toEqual([
    '1 raw-socket not begun',
    '2 html-string not begun',
    '3 html-file not begun',
    '4 static-server not begun',
    '5 subclass not begun',
    '6 form not begun',
  ])
})

test('without a terminal a stage comes as plain lines, and nothing waits for a key', async () => {
  const { code, stdout } = await runToEnd(place, 'html-file')
  expect(code).toBe(0)
  expect(stdout).toContain('Stage 3 of 6 · HTML file')
  expect(stdout).toContain('✔ Right: ')
  expect(stdout).toMatch(/To run it: node .*cli\.cjs run 3$/m)
  expect(stdout).not.toContain('\x1b')
})

test('the screens say the port that the person named', async () => {
  const { stdout } = await runToEnd(place, '2', '--port', '9444')
  expect(stdout).toContain('http://localhost:9444/')
  expect(stdout).not.toContain('localhost:9002')
})
