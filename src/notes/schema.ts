// The shape of the notes' data. It has a file of its own so that data.ts can take its types from here
// without loading valibot: the tests hold the JSON files to it, a running course trusts them.
import * as v from 'valibot'

/** Names and words that keep their capital at the beginning of a label. */
const capitals =
  /^(I|Apache|ASP\.NET|Brotli|Bun|Caddy|Chrome|Chromium|Cloudflare|Deno|Edge|English|Express|Firefox|French|German|HTTP|HTTPie|Japanese|Java|Korean|Next\.js|Node|Opera|PHP|Postman|Python|Safari|Spanish|Chinese|Zstandard)\b/

const plain = v.pipe(
  v.string(),
  v.regex(/^\S.*\S$/, 'is one line with no space around it'),
  v.check((text) => !/\b(just|simply)\b/i.test(text), 'has no "just" and no "simply"'),
  v.excludes('!', 'has no exclamation mark'),
)

/** A label: it is hung under a line, after a name and a colon. */
const label = v.pipe(
  plain,
  v.maxLength(90),
  v.check((text) => !text.endsWith('.'), 'ends without a full stop'),
)

/** A label that goes on in lower case. */
const clause = v.pipe(
  label,
  v.check((text) => /^[^A-Z]/.test(text) || capitals.test(text), 'begins with a small letter'),
)

/** A sentence of its own. */
const sentence = v.pipe(plain, v.maxLength(220), v.regex(/^[^a-z].*\.$/, 'is a whole sentence'))

/** RFC and section, or the name of a living standard and of its section. */
const spec = v.pipe(plain, v.maxLength(120))

const pattern = v.pipe(
  v.string(),
  v.check((source) => {
    try {
      return new RegExp(source, 'i') instanceof RegExp
    } catch {
      return false
    }
  }, 'is a regular expression'),
)

/** What to say where the value fits a pattern: `sent` limits it to one kind of message. */
const valueSchema = v.strictObject({
  match: pattern,
  beginner: clause,
  sent: v.optional(v.picklist(['request', 'response'])),
  status: v.optional(v.number()),
})

/** One field of headers.json. */
const fieldSchema = v.strictObject({
  name: v.pipe(plain, v.regex(/^[!#$%&'*+.^_`|~\dA-Za-z-]+$/, 'is a field name')),
  sent: v.picklist(['request', 'response', 'both']),
  beginner: clause,
  curious: sentence,
  since: v.optional(v.pipe(plain, v.maxLength(120))),
  spec,
  values: v.optional(v.pipe(v.array(valueSchema), v.minLength(1))),
})

/** headers.json: what to say about a field, by its name in lower case. */
export const fieldsSchema = v.record(v.string(), fieldSchema)

/** statuses.json: what to say about a status, by its code. */
export const statusesSchema = v.record(
  v.pipe(v.string(), v.regex(/^[1-5]\d\d$/, 'is a status code')),
  v.strictObject({ reason: plain, beginner: clause, curious: sentence, spec }),
)

/** methods.json: what to say about a method, by its name; the label begins with that name. */
export const methodsSchema = v.record(
  v.pipe(v.string(), v.regex(/^[A-Z]+$/, 'is a method')),
  v.strictObject({ beginner: label, curious: sentence, spec }),
)

export type FieldData = v.InferOutput<typeof fieldSchema>
export type StatusData = v.InferOutput<typeof statusesSchema>[string]
export type MethodData = v.InferOutput<typeof methodsSchema>[string]
