import { resolve } from 'node:path'
import type { Place } from '../app/context.ts'
import { readAll, readInputFile } from '../app/read-input.ts'
import type { Message, Role } from '../http/message.ts'
import { createReader } from '../http/reader.ts'
import { jsonLine } from '../json/json-line.ts'
import { messageAsJson } from '../json/wire-json.ts'
import type { Look } from '../terminal/draw/theme.ts'
import { visibleText } from '../terminal/draw/visible.ts'
import { renderMessage } from '../terminal/views/message.ts'
import { type HarMessage, readHar } from '../wire/har/har-read.ts'
import { readRecording } from '../wire/recording.ts'
import { errors } from '../words/errors.ts'

export interface ExplainOptions {
  /** A path, or `-` for stdin; undefined where none was given. */
  readonly file: string | undefined
  /** What the person says that it is; of a HAR file, what they want to see. */
  readonly role: Role | undefined
  readonly json: boolean
}

/** A message and where it was found. */
interface Found {
  /** The entry of the HAR file, from 1. */
  readonly entry?: number
  /** The byte of the file that the message starts at. */
  readonly at?: number
  /** Bytes that were recorded and not kept. */
  readonly lost?: number
  /** Its bytes were made up from what the HAR file says of them. */
  readonly rebuilt?: boolean
  readonly message: Message
}

/** `explain [FILE|-]`: every line of recorded messages, with its notes. */
export async function explain(
  { file, role, json }: ExplainOptions,
  { terminal, cwd }: Pick<Place, 'terminal' | 'cwd'>,
): Promise<number> {
  const { look } = terminal
  const { bytes, shown } = await readInput(file, cwd, look)
  for (const found of messagesIn(bytes, shown, role)) {
    if ('left' in found) {
      const said = `${found.left} more bytes were not read.`
      if (json) process.stdout.write(jsonLine({ type: 'left', bytes: found.left }))
      else terminal.print(['', ` ${look.paint('warning', said)}`])
    } else if (json) process.stdout.write(jsonLine(asJson(found)))
    else terminal.print(asLines(found, look))
  }
  // What stands in a pipe is lost when the process ends.
  await new Promise((written) => process.stdout.write('', written))
  return 0
}

async function readInput(file: string | undefined, cwd: string, look: Look) {
  if (file === undefined && process.stdin.isTTY) throw errors.nothingToExplain()
  if (file === undefined || file === '-')
    return { bytes: await readAll(process.stdin, 'What was piped in'), shown: 'What was piped in' }
  const shown = visibleText(file, look.symbols)
  return { bytes: await readInputFile(resolve(cwd, file), shown), shown }
}

function* messagesIn(
  bytes: Buffer,
  shown: string,
  role: Role | undefined,
): Generator<Found | { readonly left: number }> {
  const har = mayBeHar(bytes) ? readHar(bytes.toString()) : undefined
  if (har?.type === 'broken') throw errors.brokenHar(shown, har.where, har.expected)
  if (har?.type === 'har') {
    for (const [i, { method, request, responses }] of har.entries.entries()) {
      const entry = i + 1
      if (request !== undefined && role !== 'response') yield fromHar(entry, 'request', request)
      if (role === 'request') continue
      for (const response of responses) yield fromHar(entry, 'response', response, method)
    }
    return
  }
  const { messages, left } = readRecording(bytes, role)
  yield* messages
  if (left > 0) yield { left }
}

/** An object, a byte order mark and white space before it allowed. */
const mayBeHar = (bytes: Buffer) =>
  /^\s*\{/.test(bytes.toString('utf8', 0, 64).replace(/^\ufeff/, ''))

function fromHar(entry: number, role: Role, message: HarMessage, method?: string): Found {
  const { bytes, length, rebuilt } = message
  const reader = createReader(role, { methodOf: () => method, limit: bytes.length })
  reader.push(bytes)
  const lost = length - bytes.length
  // A message is not cut short because we did not keep all of it.
  if (lost === 0) reader.end()
  const [first] = reader.messages
  if (first === undefined) throw new Error(`entry ${entry} of the HAR file has no bytes`)
  return { entry, ...(lost > 0 && { lost }), ...(rebuilt && { rebuilt }), message: first }
}

const asJson = ({ entry, at, rebuilt, lost, message }: Found) => ({
  type: 'message',
  ...(entry !== undefined && { entry }),
  role: message.role,
  ...(at !== undefined && { at }),
  ...(rebuilt && { rebuilt }),
  ...(lost !== undefined && { lost }),
  ...messageAsJson(message),
})

function asLines({ entry, at, rebuilt, lost, message }: Found, look: Look): string[] {
  const { symbols, paint } = look
  const isRequest = message.role === 'request'
  const headline = [
    `${isRequest ? symbols.request : symbols.response} ${paint('strong', isRequest ? 'request' : 'answer ')}`,
    `${message.length} byte${message.length === 1 ? '' : 's'}`,
    ...(entry === undefined ? [] : [`entry ${entry}`]),
    ...(at === undefined || at === 0 ? [] : [`from byte ${at}`]),
  ].join('   ')
  const body = renderMessage(message, look, {
    show: new Set(),
    whole: true,
    columns: look.columns - 3,
    hint: undefined,
  })
  return [
    '',
    headline,
    ...(rebuilt
      ? [paint('dim', 'not the bytes that passed: the HAR file does not hold them')]
      : []),
    ...body.map((line) => `  ${line}`),
    ...(lost === undefined ? [] : [paint('warning', `${lost} bytes came and were not kept`)]),
  ].map((line) => ` ${line}`.trimEnd())
}
