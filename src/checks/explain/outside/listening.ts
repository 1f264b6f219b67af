import { outsideWords as words } from '../../../words/outside-causes.ts'
import type { Rule } from '../evidence.ts'
import { causeAt, has, isPython } from './mark.ts'

const serveForever = /\.serve_?[fF]orever\s*\(/
const httpServer = /\b(?:Threading)?HTTPServer\s*\(/

/** It listens on a port, and not on the one that it was given. */
const otherPort: Rule = (evidence) => {
  const { failure, listening, port } = evidence
  if (failure.kind !== 'not-listening') return undefined
  const ports = [...new Set(listening.map((each) => each.port))]
  if (ports.length === 0 || ports.some((each) => each === port)) return undefined
  const number = new RegExp(`(?<!\\d)${ports[0]}(?!\\d)`)
  return causeAt(
    evidence,
    'other-port',
    words.otherPort(ports, port, isPython(evidence)),
    new RegExp(`(?:listen|bind|HTTPServer)\\s*\\(.*(${number.source})`),
    new RegExp(`^(?!.*environ|.*env).*?(${number.source})`),
    number,
  )
}

/** An address that stands for every address of the machine. */
export const isOpenAddress = (host: string) => host === '0.0.0.0' || host === '::'

/** It takes connections from other machines too. */
const openAddress: Rule = (evidence) => {
  const { failure } = evidence
  if (failure.kind !== 'other-address' || !failure.hosts.some(isOpenAddress)) return undefined
  return causeAt(
    evidence,
    'open-address',
    words.openAddress(isPython(evidence)),
    /['"](?:0\.0\.0\.0|::)['"]/,
    /\bHOST\s*=\s*(?:''|"")/,
    /[([]\s*(''|"")\s*,/,
    /\.(listen|bind)\s*\(/,
  )
}

const otherAddress: Rule = (evidence) => {
  const { failure } = evidence
  if (failure.kind !== 'other-address') return undefined
  return causeAt(
    evidence,
    'other-address',
    words.otherAddress(failure.hosts, isPython(evidence)),
    /['"]::1?['"]|['"]localhost['"]/,
    /(?:listen|bind)\s*\(/,
  )
}

/** It runs, and it listens nowhere at all. */
const neverListens: Rule = (evidence) => {
  const { failure, listening } = evidence
  if (failure.kind !== 'not-listening' || listening.length > 0) return undefined
  if (has(evidence, /\blisten\s*\(/) || has(evidence, httpServer)) return undefined
  return has(evidence, /\.bind\s*\(/)
    ? causeAt(evidence, 'bind-without-listen', words.noListenCall, /\.bind\s*\(.*\)/)
    : causeAt(evidence, 'never-listens', words.neverListens(isPython(evidence)))
}

/** It was made, and is never made to serve. */
const noServeForever: Rule = (evidence) => {
  const { failure } = evidence
  const isSilent = failure.kind === 'hung' || (failure.kind === 'exited' && endedWell(failure))
  if (!isSilent || !has(evidence, httpServer) || has(evidence, serveForever)) return undefined
  return causeAt(
    evidence,
    'no-serve-forever',
    words.noServeForever(isPython(evidence)),
    /(?:new )?\b(?:Threading)?HTTPServer(?=\s*\()/,
  )
}

/** It ended by itself after it had served somebody. */
const endedAfterOne: Rule = (evidence) => {
  const { failure, observed } = evidence
  if (failure.kind !== 'exited' || !endedWell(failure) || observed === undefined) return undefined
  return causeAt(
    evidence,
    'ended-after-one',
    words.endedAfterOne(isPython(evidence)),
    /\.accept\s*\(\)/,
    /\b\w*\.(?:close|unref)\s*\(\)/,
  )
}

const stopsListening: Rule = (evidence) =>
  evidence.failure.kind === 'refused'
    ? causeAt(
        evidence,
        'stops-listening',
        words.stopsListening,
        /\b(?:listen\w*|server|httpd)\.(?:close|shutdown|server_close|serverClose)\s*\(\)/i,
      )
    : undefined

const endedWell = ({ end }: { readonly end: { readonly type: string; readonly code?: number } }) =>
  end.type === 'exited' && end.code === 0

/** Where it listens instead: that is seen, whatever the program says. */
export const addressRules: readonly Rule[] = [otherPort, openAddress, otherAddress]

export const listeningRules: readonly Rule[] = [
  neverListens,
  noServeForever,
  endedAfterOne,
  stopsListening,
]
