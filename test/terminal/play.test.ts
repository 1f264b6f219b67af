import { afterEach, describe, expect, test } from 'vitest'
import type { Result } from '../../src/checks/explain/failure.ts'
import { Interrupted } from '../../src/terminal/io/terminal.ts'
import { check, courseToPlay } from '../session/course.ts'
import { type Desk, openDesk } from '../session/desk.ts'
import { playOn } from './device.ts'

let desk: Desk
afterEach(() => desk.stop())

const esc = '\x1b'
const passes: Result[] = ['one', 'two'].map((id) => ({
  check: check(id),
  verdict: { type: 'passes' },
}))
const fails: Result[] = [
  { check: check('one'), verdict: { type: 'passes' } },
  {
    check: check('two'),
    verdict: { type: 'fails', failure: { kind: 'unanswered' }, sent: undefined, error: undefined },
  },
]
const failsFirst: Result[] = [
  {
    check: check('one'),
    verdict: { type: 'fails', failure: { kind: 'unanswered' }, sent: undefined, error: undefined },
  },
  { check: check('two'), verdict: { type: 'not-reached' } },
]
const get = { client: 'GET /hello HTTP/1.1\r\nHost: localhost:9001\r\n\r\n' }
const ok = { server: 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nHi\n' }

describe('the list of stages', () => {
  test('is moved in, and a stage begins where the learner was', async () => {
    desk = openDesk({})
    const terminal = playOn(desk.session, 60, 10)
    expect(await terminal.drawn()).toMatchInlineSnapshot(`
      " learn-webserver
       my-webserver · JavaScript · 0 of 2 stages done

       ▸   1  Stage first    10 min
           2  Stage second   10 min




       ↵ choose   ↑↓ move   ? all keys   q quit"
    `)
    expect(await terminal.type(`${esc}[B`)).toContain('▸   2  Stage second')
    expect(await terminal.type(`${esc}[A\r`)).toMatchInlineSnapshot(`
      " Stage 1 of 2 · Stage first                             1/4

       Hello

       A server waits.




       ↵ next   ? all keys   q quit"
    `)
    expect(desk.did).toEqual(['bring first'])
  })

  test.each(['q', esc])('%j leaves it, and the terminal is as it was', async (key) => {
    desk = openDesk({})
    const terminal = playOn(desk.session)
    await terminal.type(key)
    await terminal.over
    const { written } = terminal.output
    expect(written.startsWith(`${esc}[?1049h`)).toBe(true)
    expect(written.endsWith(`${esc}[?1049l${esc}[?25h`)).toBe(true)
  })

  test('a digit chooses a stage', async () => {
    desk = openDesk({})
    expect(await playOn(desk.session).type('2')).toContain('Stage 2 of 2')
  })
})

describe('a lesson', () => {
  const lesson = async (...keys: string[]) => {
    desk = openDesk({})
    const terminal = playOn(desk.session, 76, 16)
    await terminal.type('1')
    for (const key of keys) await terminal.type(key)
    return terminal
  }

  test('Enter leads on, and starts the server of a screen that has one', async () => {
    const terminal = await lesson('\r')
    expect(await terminal.drawn()).toMatchInlineSnapshot(`
      " Stage 1 of 2 · Stage first                                           2/4

       Run it

       Look at the first line.

       http://localhost:9001/hello








       ↵ run it   n next   b back   ? all keys   q quit"
    `)
    const wire = await terminal.type('\r')
    expect(desk.did).toEqual([
      'bring first',
      'open 9001',
      'start',
      'browser http://localhost:9001/hello',
    ])
    expect(wire).toMatchInlineSnapshot(`
      " http://localhost:9001/hello   the course's server.js is running
       It listens on port 4000. The course listens on 9001 and passes every
       byte on.

       waiting for your browser ... It did not open? Type the address into your
       browser.









       ↵ next   o open   b back   v page   ? all keys   q quit"
    `)
  })

  test('what comes is drawn below, and the first request stays in sight', async () => {
    const terminal = await lesson('\r', '\r')
    for (let i = 0; i < 5; i++) await desk.visit(get, ok, 'closed by server')
    const screen = await terminal.drawn()
    expect(screen).toContain('connection 1')
    expect(screen).toMatch(/\d+ more lines below/)
    expect(screen).not.toContain('waiting for your browser')
    expect(await terminal.type(' ')).not.toContain('connection 1\n')
    expect(await terminal.type(`${esc}[H`)).toContain('connection 1')
  })

  test('what comes while another screen is read is counted, and w shows it', async () => {
    const terminal = await lesson('\r', '\r', '\r')
    await desk.visit(get, ok, 'closed by server')
    const screen = await terminal.drawn()
    expect(screen).toContain('A question')
    expect(screen).toContain('1 new request   w show')
    expect(await terminal.type('w')).toContain('GET /hello HTTP/1.1')
    expect(await terminal.type(esc)).not.toContain('new request')
  })

  test('w leads to what is new where something was seen before', async () => {
    const terminal = await lesson('\r', '\r')
    for (let i = 0; i < 5; i++) await desk.visit(get, ok, 'closed by server')
    await terminal.drawn()
    await terminal.type('\r')
    await desk.visit(get, ok, 'closed by server')
    expect(await terminal.drawn()).toContain('1 new request   w show')
    const screen = await terminal.type('w')
    expect(screen).toContain('connection 6')
    expect(screen).not.toMatch(/more lines? below/)
  })

  test('what is sent by hand is shown with its response, however far above somebody reads', async () => {
    const terminal = await lesson('\r', '\r')
    for (let i = 0; i < 5; i++) await desk.visit(get, ok, 'closed by server')
    expect(await terminal.drawn()).toMatch(/connection 1\n[\s\S]*\d+ more lines below/)
    for (const key of ['x', '1', '\r']) await terminal.type(key)
    await desk.visit(get, ok, 'closed by server')
    const screen = await terminal.drawn()
    expect(screen).toContain('connection 6')
    expect(screen).not.toContain('more lines below')
  })

  test('an empty line parts requests on one connection', async () => {
    const terminal = await lesson('\r', '\r')
    await desk.visit(get, ok, get, ok)
    await terminal.drawn()
    const screen = await terminal.type(`${esc}[F`)
    expect(screen).toMatch(/Hi␊\n\n → /)
  })

  test('what a server printed before it was started again is told apart', async () => {
    const terminal = await lesson('\r', '\r')
    await desk.prints('TypeError: bind()\n')
    await terminal.type('r')
    await desk.prints('listening\n')
    expect(await terminal.drawn()).toMatch(
      /TypeError: bind\(\)\n\n server\.js starts again\n server\.js │ listening\n/,
    )
    const printed = await terminal.type('p')
    expect(printed).toContain('listening')
    expect(printed).not.toContain('TypeError')
  })

  test('the wire is no way around a question', async () => {
    const terminal = await lesson('\r', '\r', '\r', 'w')
    expect(await terminal.type('\r')).toContain('Answer the question first.')
    expect(await terminal.type(esc)).toContain('Who waits?')
  })

  test('a question is answered by a digit, and Enter waits for the right answer', async () => {
    const terminal = await lesson('\r', 'n')
    expect(await terminal.type('\r')).toContain(
      'Answer the question first. To go on without it, press n.',
    )
    expect(await terminal.type('1')).toMatchInlineSnapshot(`
      " Stage 1 of 2 · Stage first                                           3/4

       A question

       Who waits?

       1  The browser
       2  The server

       ✘ Not quite: The browser
       It asks.

       Try another answer, or go on with n.


       1-2 your answer   n next   b back   ? all keys   q quit"
    `)
    expect(await terminal.type('\r')).toContain('Try another answer first.')
    expect(await terminal.type('2')).toContain('Right: The server')
    expect(desk.session.state.progress.stages['first']?.questions).toEqual({ 'who-waits': 'wrong' })
    expect(await terminal.type('\r')).toContain('Build it')
  })

  test('j lists the screens, and one is jumped to', async () => {
    const terminal = await lesson()
    expect(await terminal.type('j')).toMatchInlineSnapshot(`
      " Screens of Stage 1 · Stage first

       ▸ 1  Hello
         2  Run it
         3  A question
         4  Build it









       ↵ choose   ↑↓ move   Esc close   ? all keys   q quit"
    `)
    expect(await terminal.type('3')).toContain('Who waits?')
    expect(await terminal.type('b')).toContain('Run it')
    expect(await terminal.type('l')).toContain('my-webserver')
  })

  test('? lists every key of the page and closes the list again', async () => {
    const terminal = await lesson()
    const before = await terminal.drawn()
    expect(await terminal.type('?')).toMatchInlineSnapshot(`
      " Keys that work here

       ↵      Go to the next screen.
       n      Go to the next screen without doing this one.
       v      Show this session as a page in your browser, with bytes and notes
              side by side.
       r      Start the server, or start it again.
       /      Find a text in this page; the same key again finds the next.
       j      List the screens of this stage and jump to one.
       a      Show this screen in another language of programs. Your own
              language stays the same.
       l      List the stages.
       ?      Show all keys, and close them again.
       q      Quit. Your place is kept.

       Esc close   ? all keys   q quit"
    `)
    expect(await terminal.type('?')).toBe(before)
  })

  test('at most six keys stand at the foot, the last of which are ? and q', async () => {
    const terminal = await lesson('\r', '\r')
    await desk.visit(get, ok, 'closed by server')
    for (const key of ['', 'w', '\r', 'n', esc]) {
      const foot = (await terminal.type(key)).split('\n').at(-1) ?? ''
      expect(foot.trim().split(/ {3}/).length).toBeLessThanOrEqual(6)
      expect(foot).toMatch(/\? all keys {3}q quit$/)
    }
  })
})

describe('the exercise', () => {
  const work = async () => {
    desk = openDesk({})
    const terminal = playOn(desk.session, 70, 22)
    await terminal.type('1')
    await terminal.type('j')
    await terminal.type('4')
    return terminal
  }

  test('the task, then what the checks say, and Enter once they pass', async () => {
    const terminal = await work()
    expect(await terminal.drawn()).toMatchInlineSnapshot(`
      " Stage 1 of 2 · Stage first                                       4/4

       Build it

       Write it.

       1. Listen.
       2. Respond.

       Your file:   /home/me/my-webserver/1-first/server.js
       Your server: http://localhost:9001/hello










       e editor   k check now   h hint   n next   ? all keys   q quit"
    `)
    await desk.save(fails)
    expect(await terminal.drawn()).toMatchInlineSnapshot(`
      " Stage 1 of 2 · Stage first                                       4/4

         2. Respond.   0 of 1
       ✘ does two

         you sent   nothing: your server closed the connection
         expected   status code 200
         why        Because of two.
         more       screen 1, "Hello"

       ✔ 1. Listen.   1 of 1

       1 of 2 checks pass. 1 failed.
       saved 12:00:00, checked in 0 ms







       n next   t your task   g read more   h hint   ? all keys   q quit"
    `)
    expect(await terminal.type('\r')).toContain('Make all checks pass first.')
    await desk.save(passes)
    expect(await terminal.drawn()).toMatch(/checks pass/)
    expect(await terminal.type('\r')).toContain('Stage 2 of 2')
    expect(desk.session.state.progress.stages['first']?.exercise?.checks).toMatchObject({
      passed: 2,
      of: 2,
    })
  })

  test('t shows the task again, g the screen that the failed check names, both and back', async () => {
    const terminal = await work()
    await desk.save(fails)
    expect(await terminal.type('t')).toContain('1. Listen.')
    expect(await terminal.type('t')).toContain('1 of 2 checks pass')
    expect(await terminal.type('g')).toContain('A server waits.')
    expect(await terminal.type('g')).toContain('1 of 2 checks pass')
  })

  test('g does nothing where the words of a failed check name no screen', async () => {
    const terminal = await work()
    const crashed = { kind: 'crashed', error: { message: 'TypeError: no', at: undefined } } as const
    await desk.save(
      fails.map(({ check, verdict }) => ({
        check,
        verdict: verdict.type === 'fails' ? { ...verdict, failure: crashed } : verdict,
      })),
    )
    const shown = await terminal.drawn()
    expect(shown).toContain('TypeError: no')
    expect(shown).not.toContain('g read more')
    expect(await terminal.type('g')).toContain('TypeError: no')
  })

  test('h gives the hints of the step that fails, each time a stronger one', async () => {
    const terminal = await work()
    await desk.save(fails)
    expect(await terminal.type('h')).toContain('step 2, hint 1 of 1')
    expect(await terminal.type(esc)).toContain('1 of 2 checks pass')
    await terminal.type('h')
    await desk.save(failsFirst)
    expect(await terminal.drawn()).toMatch(/hint 1 of 1[\s\S]*0 of 2 checks pass/)
    await terminal.type(esc)
    expect(await terminal.type('h')).toContain('First hint.')
    expect(await terminal.type('h')).toContain('Stronger hint.')
    const last = await terminal.type('h')
    expect(last).toContain('That was the last hint for this step.')
    expect(last).not.toContain('h hint')
    expect(desk.session.state.progress.stages['first']?.exercise).toMatchObject({
      hints: [expect.any(String), expect.any(String), expect.any(String)],
      hintsOfSteps: { listen: 2, respond: 1 },
    })
  })

  test('a verdict is seen on what lies on the work, and Esc leads to it: pages do not pile up', async () => {
    const terminal = await work()
    await terminal.type('h')
    await desk.save(fails)
    expect(await terminal.drawn()).toMatch(
      /hint 1 of 2[\s\S]*1 of 2 checks pass {3}Esc see what failed\n/,
    )
    await terminal.type('g')
    await terminal.type('h')
    await terminal.type('t')
    expect(await terminal.type('g')).toMatch(
      /A server waits[\s\S]*1 of 2 checks pass {3}Esc see what failed\n/,
    )
    expect(await terminal.type(esc)).toContain('does two')
    await terminal.type('w')
    await desk.save(passes)
    expect(await terminal.drawn()).toContain('12:00:00: 2 of 2 checks pass\n')
  })

  test('h gives stronger hints, and s asks twice before the solution', async () => {
    const terminal = await work()
    expect(await terminal.type('h')).toMatch(/step 1, hint 1 of 2[\s\S]*h hint/)
    expect(await terminal.type('h')).toContain('Stronger hint.')
    expect(await terminal.type(esc)).toContain('Build it')
    expect(await terminal.type('s')).toMatch(/Show the solution\?\n y yes {3}n no$/)
    expect(await terminal.type('n')).not.toContain('the solution')
    await terminal.type('s')
    await terminal.type('y')
    expect(await terminal.type('y')).toContain('1  the solution')
    expect(desk.session.state.progress.stages['first']?.exercise?.hints).toHaveLength(2)
  })

  test('on the screen after it the server goes on, restarts when it is saved, and is visited', async () => {
    desk = openDesk({ course: courseToPlay })
    const terminal = playOn(desk.session, 70, 22)
    await terminal.type('1')
    await terminal.type('j')
    await terminal.type('4')
    await desk.save(passes)
    const did = desk.did.length
    expect(await terminal.type('\r')).toContain('Your server runs: http://localhost:9001/hello')
    expect(desk.did.slice(did)).toEqual([])
    await terminal.type('o')
    await desk.save(fails)
    expect(await terminal.drawn()).toContain('1 of 2 checks pass')
    expect(desk.did.slice(did)).toEqual(['browser http://localhost:9001/hello', 'start'])
    expect(await terminal.type('b')).toContain('does two')
    await terminal.type('n')
    expect(await terminal.type('\r')).toContain('Stage 2 of 2')
    expect(desk.did.slice(did + 2)).toEqual(['stop', 'bring second'])
  })

  test('who comes back is told at once what the checks say of what was changed meanwhile', async () => {
    desk = openDesk({ results: fails, mine: 'changed\n' })
    const terminal = playOn(desk.session, 70, 22)
    for (const key of ['1', 'j', '4']) await terminal.type(key)
    expect(await terminal.drawn()).toMatch(/✘ does two[\s\S]*1 of 2 checks pass/)
    await desk.save(passes)
    await terminal.drawn()
    expect(await terminal.type('h')).toContain('No step needs a hint.')
    await terminal.type('b')
    await terminal.type('n')
    expect(await terminal.drawn()).toContain('All 2 checks pass.')
  })

  test('e opens the file, z keeps a backup', async () => {
    const terminal = await work()
    expect(await terminal.type('e')).toContain('Opened with an editor.')
    expect(desk.did).toContain('editor /home/me/my-webserver/1-first/server.js')
    await terminal.type('z')
    expect(await terminal.type('y')).toContain('Your version is kept: backups/server.js')
  })

  test('who passed the stage before is asked once whether to go on from their own server', async () => {
    let isOwn = false
    desk = openDesk({
      ownBefore: () => {
        isOwn = true
      },
    })
    const terminal = playOn(desk.session)
    await terminal.type('2')
    await terminal.type('j')
    const asked = await terminal.type('4')
    expect(asked).toContain('Go on from it?')
    // On other screens n goes on: here the foot says that it means no.
    expect(asked).toMatch(/y yes +n no$/m)
    await terminal.type('y')
    expect(isOwn).toBe(true)
    expect(desk.session.state.progress.stages['second']?.exercise?.begunFrom).toBe('own')
    await terminal.type('b')
    expect(await terminal.type('n')).not.toContain('Go on from it?')
  })

  test('Esc decides nothing: the screen before is shown, and the question comes again', async () => {
    let isOwn = false
    desk = openDesk({
      ownBefore: () => {
        isOwn = true
      },
    })
    const terminal = playOn(desk.session)
    await terminal.type('2')
    await terminal.type('j')
    expect(await terminal.type('4')).toContain('Go on from it?')
    expect(await terminal.type(esc)).toContain('A question')
    expect(isOwn).toBe(false)
    expect(desk.did).toEqual(['bring second'])
    expect(await terminal.type('n')).toContain('Go on from it?')
    await terminal.type('n')
    expect(isOwn).toBe(false)
    expect(desk.session.state.progress.stages['second']?.exercise?.begunFrom).toBe('course')
  })
})

describe('watching', () => {
  const watching = async () => {
    desk = openDesk({ kind: 'tap', first: { type: 'wire' } })
    const { openServer } = await import('../../src/session/server.ts')
    const { serverWords } = await import('../../src/words/server.ts')
    const terminal = playOn(desk.session, 72, 24)
    await openServer(desk.running, {
      run: { type: 'run', server: 'app', visit: ['/'], look: '', send: undefined, show: [] },
      upstream: { type: 'running', host: '127.0.0.1', port: 8000 },
      port: 9000,
      words: serverWords.running('localhost:8000', true),
      isOurs: false,
    })
    return terminal
  }

  test('x sends a request again, as it was or changed in the editor', async () => {
    const terminal = await watching()
    await desk.visit(get, ok, 'closed by server')
    expect(await terminal.type('x')).toMatchInlineSnapshot(`
      " Send GET /hello again

       These bytes are sent over a new connection, as they are:

         GET /hello HTTP/1.1␍␊
         Host: localhost:9001␍␊
         ␍␊
















       ↵ send   e edit first   Esc close   ? all keys   q quit"
    `)
    await terminal.type('\r')
    expect(desk.did.at(-1)).toBe(`send 9000 ${get.client}`)
    await terminal.type('x')
    expect(await terminal.type('e')).toContain('/drafts/request.txt')
    await terminal.type('\r')
    expect(desk.did.at(-1)).toBe('send 9000 GET /changed HTTP/1.1\r\n\r\n')
  })

  test('& keeps the requests that fit, by status, method and path', async () => {
    const terminal = await watching()
    await desk.visit(get, ok, 'closed by server')
    await desk.visit(
      { client: 'POST /form HTTP/1.1\r\nHost: a\r\n\r\n' },
      { server: 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n' },
      'closed by server',
    )
    await terminal.type('&')
    expect(await terminal.type('404')).toContain('Filter (404, 5xx, POST, /path): 404_')
    const screen = await terminal.type('\r')
    expect(screen).toContain('POST /form')
    expect(screen).not.toContain('GET /hello')
    expect(screen).toContain('filter: 404')
    await terminal.type('&')
    expect(await terminal.type(esc)).toContain('GET /hello')
  })

  test('. holds the screen while more comes, and goes on', async () => {
    const terminal = await watching()
    await desk.visit(get, ok, 'closed by server')
    await terminal.type('.')
    await desk.visit({ client: get.client.replace('/hello', '/other') }, ok, 'closed by server')
    const held = await terminal.drawn()
    expect(held).toContain('paused, 1 new')
    expect(held).not.toContain('/other')
    expect(await terminal.type('.')).toContain('/other')
  })

  test('i lists what came with number and time, and Enter unfolds one', async () => {
    const terminal = await watching()
    await desk.visit(get, ok, 'closed by server')
    expect(await terminal.type('i')).toMatch(/▸ {3}1 {2}\d\d:\d\d:\d\d {2}GET \/hello → 200 OK/)
    expect(await terminal.type('\r')).toContain('connection 1, unfolded')
  })

  test('more than anybody reads is one line, with the errors counted', async () => {
    const terminal = await watching()
    const all = Array.from({ length: 100 }, (_, i) =>
      desk.visit(
        get,
        i === 90 ? { server: 'HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n' } : ok,
        'closed by server',
      ),
    )
    await Promise.all(all)
    await terminal.drawn()
    await terminal.type(`${esc}[F`)
    expect(await terminal.drawn()).toMatch(/\d+ requests in [\d.]+ (s|ms), \d+ × 200, 1 × 500\./)
  })
})

describe('the terminal', () => {
  test('a new size is drawn whole at once', async () => {
    desk = openDesk({})
    const terminal = playOn(desk.session, 80, 24)
    await terminal.type('1')
    terminal.output.resize(40, 12)
    const lines = (await terminal.drawn()).split('\n')
    expect(lines).toHaveLength(12)
    expect(lines.at(-1)).toContain('q quit')
  })

  test('what did not change is not written again', async () => {
    desk = openDesk({})
    const terminal = playOn(desk.session)
    await terminal.drawn()
    const before = terminal.output.written.length
    desk.running.set({})
    await terminal.drawn()
    expect(terminal.output.written.length).toBe(before)
  })

  test('Ctrl-C interrupts, and so does a keyboard that is gone', async () => {
    desk = openDesk({})
    const first = playOn(desk.session)
    await first.type('\x03')
    await expect(first.over).rejects.toThrow(Interrupted)
    const second = playOn(desk.session)
    second.end()
    await expect(second.over).rejects.toThrow(Interrupted)
  })

  test('a short window shows a screen page by page, and nothing is lost', async () => {
    desk = openDesk({})
    const terminal = playOn(desk.session, 60, 8)
    await terminal.type('1')
    await terminal.type('j')
    await terminal.type('4')
    let seen = await terminal.drawn()
    for (let i = 0; i < 6; i++) seen += await terminal.type('\r')
    for (const line of [
      'Build it',
      'Write it.',
      '1. Listen.',
      '2. Respond.',
      'Your file:',
      'Your server:',
    ])
      expect(seen).toContain(line)
  })
})
