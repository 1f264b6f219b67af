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
      'Give a number from 1 to 6 or one of: raw-socket, html-string,',
    ],
    [['html-fil'], 'There is no stage "html-fil".', 'raw-socket, html-string, html-file,'],
    [['chek', '2'], '"chek 2" is neither a stage nor a command.', 'learn-webserver --help'],
    [['run', '0'], 'There is no stage "0".', 'Give a number from 1 to 6'],
    [['run'], "Missing required argument 'stage'.", 'See: learn-webserver --help'],
    [
      ['--prot', '80'],
      "Unknown option '--prot' (Did you mean --port?).",
      'See: learn-webserver --help',
    ],
    [['list', '--port', '70000'], '"70000" is not a port.', 'Give a whole number from 1 to 65535.'],
    [['list', '--port', '80x'], '"80x" is not a port.', 'Give a whole number from 1 to 65535.'],
    [
      ['reset', '1'],
      'There is no folder of the course at ',
      'Begin the course in it: learn-webserver --dir ',
    ],
  ])('%j', async (args, said, next) => {
    const { code, stdout, stderr } = await runToEnd(place, ...args)
    expect(stderr).toContain(said)
    expect(stderr).toContain(next)
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  test('--dir names a file', async () => {
    writeFileSync(join(place.cwd, 'a-file'), '')
    const { code, stderr } = await runToEnd(place, 'list', '--dir', 'a-file')
    expect(stderr).toContain('a-file is a file, not a folder.\nGive --dir the folder')
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

    Build a web server in six stages, and see every byte your browser sends it.

    Arguments:
      stage                       a stage to begin with, by number or name: 3 or
                                  html-file

    Options:
      --version                   print the version
      --port <port>               the port that your browser visits, instead of 9001
                                  to 9006
      --host <address>            let others on the network visit, there; 0.0.0.0
                                  for everywhere
      --no-open                   open no browser; the address is printed anyway
      --dir <folder>              the folder that your servers are kept in
      --lang <language>           what you write your servers in: TypeScript,
                                  JavaScript or Python; it is remembered (choices:
                                  "ts", "js", "py")
      --plain                     line by line, without redrawing; numbers instead
                                  of arrow keys
      --help                      print this help

    Commands:
      list [options]              the stages, and how far you are
      run [options] <stage>       a stage's finished server and what passes over the
                                  wire, without the lesson
      tap [options] [command...]  any server, and what passes over the wire between
                                  it and its clients
      explain [options] [file]    every line of a recorded message, with what it
                                  means
      check [options] [stage]     run your server of a stage, and say what holds and
                                  what does not
      watch <stage>               your server of a stage, started anew and checked
                                  whenever you save it
      hint [stage]                a hint for the exercise of a stage; each time a
                                  stronger one
      diff [stage]                what there is between your server and the solution
      solution [options] [stage]  the finished server of a stage; asks twice
      status [options]            what you have seen, answered and built, stage by
                                  stage
      reset [stage]               put the course's version of a stage back; asks
                                  first, keeps yours
      completion <shell>          a script that has Tab complete commands, options
                                  and stages
      doctor [options]            what the course needs of this machine, and what to
                                  do where it is not so

    Examples:
      learn-webserver             begin; later: the stages, to go on from
      learn-webserver 3           go to stage 3
      learn-webserver run 1       stage 1's server and the wire, without the lesson
      learn-webserver tap -- node server.js
                                  any server of yours and the wire
    "
  `)
})

test('list', async () => {
  const { code, stdout } = await runToEnd(place, 'list')
  expect(code).toBe(0)
  expect(stdout).toMatchInlineSnapshot(`
    " learn-webserver   no folder yet · 0 of 6 done

       1  Raw socket      25 min
       2  HTML string     15 min
       3  HTML file       25 min
       4  Static server   20 min
       5  Subclass        20 min
       6  Form            30 min
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
  expect(stdout).toContain('✔ Right: Large files would fill the memory')
  expect(stdout).toContain('To run it: learn-webserver run 3')
  expect(stdout).not.toContain('\x1b')
})
