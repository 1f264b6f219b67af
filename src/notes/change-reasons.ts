import type { Why } from './why.ts'

/** A field of a request, and what it was in one before. */
export interface ChangedField {
  readonly name: string
  /** Undefined where it is gone. */
  readonly value?: string
  /** Undefined where it is new. */
  readonly was?: string
}

type Reason = (change: {
  value: string | undefined
  was: string | undefined
  why: Why
}) => string | undefined

const gone =
  (reason: string): Reason =>
  ({ value }) =>
    value === undefined ? reason : undefined
const isNew =
  (reason: string): Reason =>
  ({ was }) =>
    was === undefined ? reason : undefined

/** The first of them that knows one. */
const either =
  (...reasons: readonly Reason[]): Reason =>
  (change) => {
    for (const reason of reasons) {
      const known = reason(change)
      if (known !== undefined) return known
    }
    return undefined
  }

const reloads: ReadonlyMap<Why['type'], string> = new Map([
  ['reload', 'you pressed reload'],
  ['reload-after-error', 'you pressed reload, or the error page did'],
  ['hard-reload', 'you reloaded and asked for fresh copies'],
  ['form', 'Chromium sends it with a form, too'],
  ['form-again', 'Chromium sends it with a form, too'],
])

const sites: ReadonlyMap<string, string> = new Map([
  ['none', 'no page asked for it: a person did'],
  ['same-origin', 'a page of this very server asked for it'],
  ['same-site', 'a page of this host, on another port, asked for it'],
  ['cross-site', 'a page of another host asked for it'],
])

const reasons: Readonly<Record<string, Reason>> = {
  'cache-control': either(gone('this time it is no reload'), ({ value = '', why }) =>
    /no-cache|max-age=0/i.test(value) ? reloads.get(why.type) : undefined,
  ),
  pragma: either(
    gone('this time nothing fresh is asked for'),
    isNew('the same as Cache-Control, for servers older than HTTP/1.1'),
  ),
  referer: either(
    gone('no page led here: the address was typed, opened or reloaded'),
    isNew('a page led here by a link, a form or a picture'),
    () => 'another page led here',
  ),
  origin: either(isNew('said with every POST: where the form stands'), gone('no form is sent')),
  cookie: either(
    isNew('a server on this host set it; other ports count as the same host'),
    gone('the cookie was deleted, or has run out'),
    () => 'a server on this host changed it',
  ),
  'content-length': either(
    isNew('a body follows now'),
    gone('no body follows now'),
    () => 'the body is of another length',
  ),
  'content-type': either(
    isNew('a body follows now, and this says what it is'),
    gone('no body follows now'),
  ),
  'if-modified-since': either(
    isNew('the browser kept a copy and asks whether it is still good'),
    () => 'the copy that the browser kept is of another time',
  ),
  'if-none-match': either(
    isNew('the browser kept a copy and asks whether it is still good'),
    () => 'the browser kept another copy',
  ),
  'sec-fetch-site': ({ value = '' }) => sites.get(value),
  'sec-fetch-user': either(
    isNew('a person clicked or typed'),
    gone('no click and no key led here'),
  ),
  host: () => 'the address names another host or port',
  'user-agent': () => 'another browser or program asks',
}

/** Why a field of a request is new, gone or different, where that is known. */
export function changeReason({ name, value, was }: ChangedField, why: Why): string | undefined {
  const known = Object.hasOwn(reasons, name.toLowerCase()) ? reasons[name.toLowerCase()] : undefined
  return known?.({ value, was, why })
}
