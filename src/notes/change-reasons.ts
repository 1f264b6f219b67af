import { noteWords } from '../words/notes.ts'
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

const { changes } = noteWords

const reloads: ReadonlyMap<Why['type'], string> = new Map([
  ['reload', changes.reload],
  ['reload-after-error', changes.reloadAfterError],
  ['hard-reload', changes.hardReload],
  ['form', changes.form],
  ['form-again', changes.form],
])

const reasons: Readonly<Record<string, Reason>> = {
  'cache-control': either(gone(changes.cacheGone), ({ value = '', why }) =>
    /no-cache|max-age=0/i.test(value) ? reloads.get(why.type) : undefined,
  ),
  pragma: either(gone(changes.pragmaGone), isNew(changes.pragmaNew)),
  referer: either(gone(changes.refererGone), isNew(changes.refererNew), () => changes.refererOther),
  origin: either(isNew(changes.originNew), gone(changes.originGone)),
  cookie: either(isNew(changes.cookieNew), gone(changes.cookieGone), () => changes.cookieOther),
  'content-length': either(isNew(changes.bodyNew), gone(changes.bodyGone), () => changes.bodyOther),
  'content-type': either(isNew(changes.typeNew), gone(changes.bodyGone)),
  'if-modified-since': either(isNew(changes.copyKept), () => changes.copyOfOtherTime),
  'if-none-match': either(isNew(changes.copyKept), () => changes.otherCopy),
  'sec-fetch-site': ({ value = '' }) =>
    Object.hasOwn(changes.sites, value) ? changes.sites[value] : undefined,
  'sec-fetch-user': either(isNew(changes.userNew), gone(changes.userGone)),
  host: () => changes.host,
  'user-agent': () => changes.agent,
}

/** Why a field of a request is new, gone or different, where that is known. */
export function changeReason({ name, value, was }: ChangedField, why: Why): string | undefined {
  const known = Object.hasOwn(reasons, name.toLowerCase()) ? reasons[name.toLowerCase()] : undefined
  return known?.({ value, was, why })
}
