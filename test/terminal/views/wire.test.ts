import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import type { Happening } from '../../notes/exchange.ts'
import { asked, hello, marginOf, screen, screenOf, wholeOf } from './screens.ts'

const ok = 'HTTP/1.1 200 OK\r\n'
const closed = 'closed by server'
const picture = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001080600', 'hex')

/** Connections that were recorded or that the table of answers names. */
const sessions: Record<string, (readonly Happening[])[]> = {
  'a page, its favicon, a reload': [
    [asked('chromium-nav'), hello, closed],
    [asked('chromium-favicon'), hello, closed],
    [asked('chromium-reload-F5'), hello, closed],
  ],
  'Firefox with a form by GET': [[asked('firefox-form-get'), hello, closed]],
  'a form by POST': [[asked('chromium-form-post'), hello, closed]],
  'a form in parts': [[asked('chromium-form-multipart'), hello, closed]],
  'a form on a page without a charset': [[asked('chromium-form-get-no-charset'), hello, closed]],
  'curl and a picture': [
    [
      asked('curl'),
      {
        server: Buffer.concat([
          Buffer.from(`${ok}Content-Type: image/png\r\nContent-Length: 27\r\n\r\n`),
          picture,
        ]),
      },
      closed,
    ],
  ],
  'bare line feeds': [[asked('nc-lf'), { server: 'HTTP/1.1 200 OK\n\nHello\n' }, closed]],
  'characters counted for bytes': [
    [asked('curl'), { server: `${ok}Content-Length: 5\r\n\r\n안녕하세요` }, closed],
  ],
  'an empty answer, three times': [
    [asked('chromium-nav'), closed],
    [asked('chromium-nav'), closed],
    [asked('chromium-nav'), 'reset by server'],
  ],
  'letters without a charset': [
    [asked('chromium-nav'), { server: `${ok}\r\n<p>안녕하세요</p>\n` }, closed],
  ],
}

/** Sessions whose unfolded messages are kept for review; of the others the folded ones are enough. */
const reviewed = new Set(['curl and a picture', 'a form by POST'])

const forms = [
  { columns: 80 },
  { columns: 120 },
  { columns: 40 },
  { columns: 80, unicode: false },
  { columns: 40, unicode: false },
]
const named = forms.map((form) => {
  const alphabet = form.unicode === false ? 'ASCII' : 'Unicode'
  return [`${form.columns} columns of ${alphabet}`, form] as const
})

describe.each(named)('%s', (_name, form) => {
  test.each(Object.entries(sessions))('%s', (session, connections) => {
    const seen = screenOf(form, ...connections)
    const whole = wholeOf(seen)
    if (form.columns === 80 && form.unicode !== false) {
      expect(screen(seen.lines)).toMatchSnapshot('folded')
      if (reviewed.has(session)) expect(screen(whole)).toMatchSnapshot('whole')
    }
    for (const line of [...seen.lines, ...whole]) {
      expect(stringWidth(line), line).toBeLessThanOrEqual(form.columns)
      // Letters from the wire are shown as they are; nothing is drawn with any but ASCII.
      if (form.unicode === false) expect(line).toMatch(/^[\p{ASCII}\p{Letter}\ufffd•ˆ]*$/u)
    }
  })
})

const at80 = { columns: 80, show: [] }
const folded = (...connections: (readonly Happening[])[]) =>
  screenOf(at80, ...connections).lines.join('\n')

describe('connections and what becomes of them', () => {
  test('several reads of one request are listed', () => {
    const [head, body] = ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n', 'hi']
    expect(folded([{ client: head }, { client: body }, hello, closed])).toContain(
      'request   49 bytes in 2 reads (47 + 2)',
    )
  })

  test('who closed it, by the name that it gives itself', () => {
    expect(folded([asked('curl'), hello, 'closed by client'])).toContain('closed by curl')
    expect(folded([asked('chromium-nav'), 'closed by client'])).toContain(
      'closed by the browser without a response',
    )
    expect(folded([asked('chromium-nav'), 'refused'])).toContain(
      'closed: your server did not take the connection',
    )
  })

  test('a second try is one line, and what went wrong is told once', () => {
    const text = folded([asked('chromium-nav'), closed], [asked('chromium-nav'), closed])
    expect(text.match(/ERR_EMPTY_RESPONSE/g)).toHaveLength(1)
    expect(text).toContain('GET /hello   641 bytes   asked again at once')
  })

  test('a second try that no server takes has its own words', () => {
    const text = folded([asked('chromium-nav'), closed], [asked('chromium-nav'), 'refused'])
    expect(text).toContain('asked again at once')
    const [, after = ''] = text.split('closed: your server did not take the connection')
    expect(after).toMatch(/(error|warning): /)
  })

  test('an interim answer, and bytes after an answer was over', () => {
    const interim = `HTTP/1.1 100 Continue\r\n\r\n${ok}Content-Length: 5\r\n\r\nHello world!\n`
    const text = folded([asked('curl'), { server: interim }, closed])
    expect(text).toContain('100 Continue   25 bytes   the final response follows')
    expect(text).toContain('more bytes   8 bytes   after the response was over')
  })

  test('a path that was not encoded is named by its letters', () => {
    const korean: Happening = { client: 'GET /한국 HTTP/1.1\r\nHost: localhost\r\n\r\n' }
    const { view, session } = screenOf(at80, [korean, hello, closed])
    const [exchange] = session.exchanges
    expect(exchange && view.asked(exchange)).toBe('GET /한국')
  })

  test('a connection that sent nothing says nothing, until it has been idle', () => {
    const { lines, view, session } = screenOf(at80, [])
    expect(lines).toEqual([])
    const [connection] = session.connections
    if (connection === undefined) expect.fail('no connection')
    expect(view.item({ type: 'idle', connection }).join('\n')).toContain(
      'opened in advance, not used yet',
    )
  })

  test('an exchange of one line carries the count of its faults', () => {
    const wrong = { server: `${ok}Content-Length: 5\r\n\r\n안녕하세요` }
    const text = folded(
      [asked('chromium-nav'), hello, closed],
      [asked('chromium-favicon'), wrong, closed],
    )
    expect(text).toMatch(/GET \/favicon\.ico[\s\S]*\d errors?/)
  })
})

describe('an answer that does not end', () => {
  const waiting = (...happenings: Happening[]) => {
    const { view, session } = screenOf(at80, happenings)
    const [exchange] = session.exchanges
    return exchange === undefined
      ? ''
      : marginOf(view.item({ type: 'exchange', exchange, stalled: 'response' })).join('\n')
  }

  test('nothing has come', () => {
    expect(waiting(asked('chromium-nav'))).toContain('No response has come yet')
  })

  test('something has, and nothing says that it is all', () => {
    const text = waiting(asked('chromium-nav'), hello)
    expect(text).toContain('response   32 bytes   so far')
    expect(text).toContain('Hello world!␊')
    expect(text).toMatch(/┬\n.*└ warning: Nothing says that the body ends here/)
  })
})

describe('a request that does not end', () => {
  const unfinished = (client: string) => {
    const { view, session } = screenOf(at80, [{ client }])
    const [exchange] = session.exchanges
    return exchange === undefined
      ? ''
      : marginOf(view.item({ type: 'exchange', exchange, stalled: 'request' })).join('\n')
  }

  test('its blank line has not come', () => {
    const text = unfinished('GET / HTTP/1.1\r\nHost: localhost\r\n')
    expect(text).toContain('request   33 bytes   so far')
    expect(text).toContain('The empty line that ends the headers has not come')
  })

  test('some of its body has not come', () => {
    const head = 'POST / HTTP/1.1\r\nHost: localhost\r\n'
    expect(unfinished(`${head}Content-Length: 10\r\n\r\nabc`)).toContain(
      '3 of 10 bytes of the request body have come',
    )
    expect(unfinished(`${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`)).toContain(
      'The last chunk of the request body has not come',
    )
  })
})

describe('what was asked for by a key', () => {
  test('what changed', () => {
    const { view, session } = screenOf(
      { columns: 60 },
      ...['chromium-nav', 'chromium-reload-F5', 'chromium-hard-reload', 'chromium-nav'].map(
        (name) => [asked(name), hello, closed] as const,
      ),
    )
    const [first, ...others] = session.exchanges
    const changes = others.flatMap((one) => view.changed(one))
    expect(screen(marginOf(changes))).toMatchInlineSnapshot(`
      "
       what changed in GET /hello, connection 2
       since GET /hello, connection 1
       you reloaded the page

       new   Cache-Control: max-age=0
             ────────┬───────────────
                     └ you reloaded the page
       … 14 more headers, the same
       what changed in GET /hello, connection 3
       since GET /hello, connection 2
       fresh copies of everything are wanted: a hard reload, or
       a tool that stores nothing

       new   Pragma: no-cache
             ───────┬────────
                    └ the same as Cache-Control, for servers
                      older than HTTP/1.1
       now   Cache-Control: no-cache
                            ───┬────
                               └ fresh copies are wanted: a hard
                                 reload, or a tool that stores
                                 nothing
       was   Cache-Control: max-age=0
       … 14 more headers, the same
       what changed in GET /hello, connection 4
       since GET /hello, connection 3
       an address was typed or opened: this is the page itself

       gone  Pragma: no-cache
             ───────┬────────
                    └ this time nothing fresh is asked for
       gone  Cache-Control: no-cache
             ────────┬──────────────
                     └ this time it is no reload
       … 14 more headers, the same
      "
    `)
    expect(first && view.changed(first).join('')).toContain('no request of the same kind')
  })

  test('the form, or that there is none', () => {
    const of = (name: string) => {
      const { view, session } = screenOf({ columns: 60 }, [asked(name), hello, closed])
      const [exchange] = session.exchanges
      return exchange === undefined ? [] : marginOf(view.form(exchange))
    }
    expect(screen(of('chromium-form-get'))).toMatchInlineSnapshot(`
      "

       the query, decoded   122 bytes
       firstname=Ada+Mae&lastname=O%27Neil&password=p%2Bw%26d%3D
       1&food=kimchi&food=fish+%26+chips&bio=line1%0D%0Aline2&co
       lor=blue
       split at & into 7 form fields, each at its first = into
       name and value

       firstname
         Ada+Mae            7 bytes as sent
         Ada Mae            a space for every +
       lastname
         O%27Neil           8 bytes as sent
         O'Neil             6 bytes: one for every %XX
       password
         p%2Bw%26d%3D1      13 bytes as sent
         p+w&d=1            7 bytes: one for every %XX
       food   1 of 2 of this name
         kimchi             6 bytes, nothing to decode
       food   2 of 2 of this name
         fish+%26+chips     14 bytes as sent
         fish %26 chips     a space for every +
         fish & chips       12 bytes: one for every %XX
       bio
         line1%0D%0Aline2   16 bytes as sent
         line1␍␊line2       12 bytes: one for every %XX
       color
         blue               4 bytes, nothing to decode
      "
    `)
    expect(of('chromium-nav').join('')).toContain('There is no form in this request.')
  })
})
