import { headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import { noteWords } from '../words/notes.ts'

/** A client by what its User-Agent says; browsers apart, as they differ in what they do. */
export type Client =
  | { readonly type: 'chromium' | 'firefox' | 'safari' | 'browser'; readonly name: string }
  | { readonly type: 'program'; readonly name: string }
  | { readonly type: 'unknown' }

/** Who sent a request. Chromium's relatives name Safari too, so they come first. */
export function clientOf(request: Message | undefined): Client {
  const agent = request === undefined ? undefined : headerValue(request.fields, 'User-Agent')
  if (agent === undefined || agent === '') return { type: 'unknown' }
  if (/\bFirefox\//.test(agent)) return { type: 'firefox', name: 'Firefox' }
  if (/\b(CriOS|FxiOS)\//.test(agent)) return { type: 'safari', name: noteWords.clients.browser }
  if (/\bEdg\//.test(agent)) return { type: 'chromium', name: 'Edge' }
  if (/Chrome\//.test(agent)) return { type: 'chromium', name: noteWords.clients.browser }
  if (/\bSafari\//.test(agent)) return { type: 'safari', name: 'Safari' }
  if (/^Mozilla\//.test(agent)) return { type: 'browser', name: noteWords.clients.browser }
  const name = agent.slice(0, 60).split(/[/ ]/)[0] ?? ''
  return name === '' ? { type: 'unknown' } : { type: 'program', name }
}

/** It shows pages to a person. */
export const isBrowser = ({ type }: Client): boolean => type !== 'program' && type !== 'unknown'

/** A name to put into a sentence: `curl`, `the browser`, `the client`. */
export const nameOf = (client: Client): string =>
  client.type === 'unknown' ? noteWords.clients.unknown : client.name
