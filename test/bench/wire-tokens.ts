import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createReader } from '../../src/wire/tokens/reader.ts'
import { median } from './run.ts'
import type { Row } from './wire.ts'

const rounds = Number(process.env['ROUNDS'] ?? 5) * 3
const everyToken = 'ours, every token read'
/** Milliseconds of a round. */
const turn = 200

interface PeerParser {
  [callback: number]: (...details: unknown[]) => unknown
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

/** The same, with every token, field and problem made and looked at. */
function readOwn(captures: readonly Uint8Array[], keep: 'copies' | 'views'): void {
  for (const capture of captures) {
    const reader = createReader('request', { keep })
    reader.push(capture)
    for (const { tokens, fields, problems } of reader.messages) {
      for (const token of tokens) read += token.end - token.start
      for (const { name, value } of fields) read += name.length + value.length
      read += problems.length
    }
  }
}

function readPeer(captures: readonly Uint8Array[], Parser: Peer): void {
  for (const capture of captures) {
    const parser = new Parser(Parser.REQUEST)
    parser[Parser.kOnHeadersComplete] = (_major, _minor, fields) => {
      if (!Array.isArray(fields)) return
      for (const text of fields) read += String(text).length
    }
    parser[Parser.kOnBody] = () => {
      read++
    }
    parser[Parser.kOnMessageComplete] = () => {
      read++
    }
    parser.execute(capture, 0, capture.length)
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
