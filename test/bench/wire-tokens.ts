import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Message } from '../../src/http/message.ts'
import { createReader } from '../../src/http/reader.ts'
import { median } from './run.ts'
import type { Row } from './wire.ts'

const rounds = Number(process.env['ROUNDS'] ?? 5) * 3
const everyToken = 'ours, every token read'
/** Milliseconds of a round. */
const turn = 200

interface PeerParser {
  [callback: number]: (head: { readonly headers: readonly string[] }) => void
  execute(bytes: Uint8Array, start: number, length: number): unknown
}
interface Peer {
  new (type: string): PeerParser
  readonly REQUEST: string
  readonly kOnHeadersComplete: number
  readonly kOnBody: number
  readonly kOnMessageComplete: number
}

/** What has been read is counted here and told at the end, so that no engine can leave out reading it. */
let read = 0

/** Each capture is a connection of its own; nothing is asked but where its messages end. */
function frameOwn(captures: readonly Uint8Array[]): void {
  for (const capture of captures) {
    const reader = createReader('request', { keep: 'views' })
    reader.push(capture)
    for (const { length, startLine } of reader.messages) read += length + (startLine?.line.end ?? 0)
  }
}

/** The same, with the kind and place of every token, every field and every problem looked at. */
function readOwn(captures: readonly Uint8Array[], keep: 'copies' | 'views'): void {
  for (const capture of captures) {
    const reader = createReader('request', { keep })
    reader.push(capture)
    let size = 0
    for (const message of reader.messages) {
      message.eachToken((kind, start, end) => {
        size += kind.length + end - start
      })
      size += sizeOfRest(message)
    }
    read += size
  }
}

/** The same, with every token as an object, as those get them who ask for the list. */
function listOwn(captures: readonly Uint8Array[]): void {
  for (const capture of captures) {
    const reader = createReader('request', { keep: 'views' })
    reader.push(capture)
    let size = 0
    for (const message of reader.messages) {
      for (const { kind, start, end } of message.tokens) size += kind.length + end - start
      size += sizeOfRest(message)
    }
    read += size
  }
}

function sizeOfRest({ fields, problems }: Message): number {
  let size = 0
  for (const { name, value } of fields) size += name.length + value.length
  for (const { code, start, end } of problems) size += code.length + end - start
  return size
}

function readPeer(captures: readonly Uint8Array[], Parser: Peer): void {
  for (const capture of captures) {
    const parser = new Parser(Parser.REQUEST)
    let size = 0
    parser[Parser.kOnHeadersComplete] = ({ headers }) => {
      for (const text of headers) size += text.length
    }
    parser[Parser.kOnBody] = () => {
      size++
    }
    parser[Parser.kOnMessageComplete] = () => {
      size++
    }
    parser.execute(capture, 0, capture.length)
    read += size
  }
}

export function measureTokens(tools: string): Row[] {
  const folder = 'fixtures/wire'
  const captures = readdirSync(folder)
    .filter((name) => name.endsWith('.bin'))
    .map((name) => readFileSync(join(folder, name)))
  const size = captures.reduce((sum, { length }) => sum + length, 0)
  const { HTTPParser }: { HTTPParser: Peer } = createRequire(join(tools, 'x'))('http-parser-js')
  const subjects: [string, () => void][] = [
    ['http-parser-js', () => readPeer(captures, HTTPParser)],
    ['ours, messages framed only', () => frameOwn(captures)],
    [everyToken, () => readOwn(captures, 'views')],
    ['ours, every token listed', () => listOwn(captures)],
    ['ours, every token read, bytes copied', () => readOwn(captures, 'copies')],
  ]
  const speeds = new Map<string, number[]>()
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of subjects) {
      const speed = speedOf(run) * size
      // The first rounds are slow: the engine does not know the code yet.
      if (round > 1) speeds.set(name, [...(speeds.get(name) ?? []), speed])
    }
  }
  if (read === 0) throw new Error('nothing was read')
  const base = median(speeds.get('http-parser-js') ?? [])
  return [...speeds].map(([name, all]) => ({
    name,
    figure: median(all) / 1e6,
    ratio: median(all) / base,
    ...(name === everyToken && { goal: 1 }),
  }))
}

/** Runs a second. */
function speedOf(run: () => void): number {
  const start = performance.now()
  let runs = 0
  let now = start
  for (; now - start < turn; now = performance.now()) {
    run()
    runs++
  }
  return (runs * 1000) / (now - start)
}
