import type { Field, Message, ProblemCode } from '../http/message.ts'
import type { Exchange } from '../wire/exchange.ts'
import { contentOf, counted, fieldNamed, startsWith, utf8 } from './bytes.ts'
import type { Note } from './notes.ts'
import { isOfPerson, whyItCame } from './why.ts'

const countBytes = "Write 'Content-Length: ' + Buffer.byteLength(body)."

/** Notes on how an answer ends, or that it does not (RFC 9112, section 6.3). */
export function endingNotes(exchange: Exchange): { response: Note[]; connection: Note[] } {
  const { response } = exchange
  return response === undefined
    ? { response: [], connection: unanswered(exchange) }
    : {
        response: [...lengthNotes(exchange, response), ...openNotes(exchange, response)],
        connection: resetNotes(exchange, response),
      }
}

/** Content-Length against the bytes that came. */
function lengthNotes(exchange: Exchange, response: Message): Note[] {
  const { framing, body, complete } = response
  const field = fieldNamed(response, 'Content-Length')
  if (framing?.type !== 'content-length' || body === undefined || field === undefined) return []
  const came = body.end - body.start
  const rest = complete ? leftOver(exchange) : undefined
  if (rest !== undefined) return [tooSmall(response, rest, framing.length, field)]
  if (complete || !isOver(exchange)) return []
  return [
    {
      about: 'body-cut-short',
      start: field.valueRange.start,
      end: field.valueRange.end,
      severity: 'error',
      words: `error: ${framing.length} are announced and ${counted(came)} came: a browser keeps the old page, or shows an unfinished one.`,
      todo: countBytes,
      source: 'RFC 9112, section 6.3',
    },
  ]
}

function tooSmall(response: Message, rest: Message, length: number, field: Field): Note {
  const whole = Buffer.concat([contentOf(response), rest.bytes])
  const text = utf8(whole)
  const characters =
    text !== undefined &&
    whole.length !== length &&
    [text, text.replace(/\r?\n$/, '')].some(
      (one) => one.length === length || [...one].length === length,
    )
  return {
    about: 'content-length-too-small',
    start: field.valueRange.start,
    end: field.valueRange.end,
    severity: 'error',
    words: characters
      ? `error: ${length} is the number of characters; as UTF-8 they are ${counted(whole.length)}: a browser cuts ${counted(rest.length)} off.`
      : `error: ${counted(length + rest.length)} came, so a browser cuts the last ${rest.length} off.`,
    todo: countBytes,
    source: 'RFC 9110, section 8.6',
  }
}

/** What came after an answer that was over, before anything else was asked. */
export function leftOver({ connection, request, response }: Exchange): Message | undefined {
  const at = connection.exchanges.findLastIndex(
    (other) => other.request === request && other.response === response,
  )
  const next = at < 0 ? undefined : connection.exchanges[at + 1]
  return next !== undefined && isLeftOver(next) ? next.response : undefined
}

/** The answer of this exchange is bytes that are left over from the one before. */
export function isLeftOver({ request, response }: Pick<Exchange, 'request' | 'response'>): boolean {
  if (request !== undefined || response === undefined) return false
  return (
    response.start > 0 &&
    response.startLine === undefined &&
    !startsWith(response.bytes, 0, 'HTTP/')
  )
}

/** The server sends no more: the connection is closed, or it has said so. */
export function isOver({
  connection,
  response,
}: Pick<Exchange, 'connection' | 'response'>): boolean {
  if (connection.closing !== undefined || response?.complete === true) return true
  return response?.problems.some(({ code }) => toldAtTheEnd.has(code)) ?? false
}

/** Problems that a message has only where it came to its end too early. */
const toldAtTheEnd: ReadonlySet<ProblemCode> = new Set([
  'body-cut-short',
  'cut-short',
  'missing-blank-line',
])

/** An answer that is not over, on a connection that is still open. */
function openNotes(exchange: Exchange, response: Message): Note[] {
  const { framing, body, length } = response
  if (isOver(exchange)) return []
  const waits = (about: string, start: number, end: number, words: string, todo: string): Note => ({
    about,
    start,
    end,
    severity: 'warning',
    words: `warning: ${words}`,
    todo,
  })
  if (body === undefined)
    return [
      waits(
        'header-not-over',
        length,
        length,
        'no blank line has come, so a browser waits for more of the header.',
        "Write '\\r\\n' twice after the last field.",
      ),
    ]
  const field = fieldNamed(response, 'Content-Length')
  if (framing?.type === 'content-length' && field !== undefined) {
    const came = body.end - body.start
    return [
      waits(
        'body-awaited',
        field.valueRange.start,
        field.valueRange.end,
        `${came} of ${counted(framing.length)} have come: a browser waits for the rest, with a spinner.`,
        countBytes,
      ),
    ]
  }
  if (framing?.type === 'chunked')
    return [
      waits(
        'last-chunk-awaited',
        body.end,
        body.end,
        'the last chunk, of size 0, has not come: a browser waits for it, with a spinner.',
        "End the body with '0\\r\\n\\r\\n', as response.end() does.",
      ),
    ]
  return [
    waits(
      'end-awaited',
      body.end,
      body.end,
      'nothing says that the answer ends here, so a browser waits, with a spinner; plain text is not even shown.',
      'Close the connection with socket.end(), or send Content-Length.',
    ),
  ]
}

const nowhere = { start: 0, end: 0 } as const

/** A request that was not answered. */
function unanswered({ connection, request, interim }: Exchange): Note[] {
  const { closing } = connection
  if (request === undefined || interim.length > 0) return []
  if (closing === undefined) {
    if (!request.complete) return []
    return [
      {
        ...nowhere,
        about: 'answer-awaited',
        severity: 'warning',
        words: 'warning: no answer has come yet: a browser waits, with a spinner.',
        todo: "Send an answer, such as 'HTTP/1.1 200 OK\\r\\n\\r\\n', and close the connection.",
      },
    ]
  }
  if (closing.type === 'closed' && closing.by === 'server') {
    if (!isOfPerson(whyItCame(request, []))) return [missing]
    return [
      {
        ...nowhere,
        about: 'empty-answer',
        severity: 'error',
        words: 'error: a browser asks again by itself, then Chromium shows ERR_EMPTY_RESPONSE.',
        todo: 'Write an answer before you close, and look whether the program failed first.',
      },
    ]
  }
  return closing.type === 'reset' && closing.by === 'server' ? [reset] : []
}

const missing: Note = {
  ...nowhere,
  about: 'empty-answer',
  severity: 'note',
  words: 'nothing came back, so the page goes without it',
}

const reset: Note = {
  ...nowhere,
  about: 'reset-by-server',
  severity: 'error',
  words: 'error: the answer may be lost on its way: the page is blank, or the old one stays.',
  todo: 'Read the request to the blank line, and its body, before you close.',
  source: 'RFC 9112, section 9.6',
}

/** A reset throws away what the client had not read yet, though it was sent. */
function resetNotes({ connection }: Exchange, response: Message): Note[] {
  const { closing, exchanges } = connection
  const isLast = exchanges.at(-1)?.response === response
  return isLast && closing?.type === 'reset' && closing.by === 'server' ? [reset] : []
}
