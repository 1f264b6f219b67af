import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Schema, Validator } from '@cfworker/json-schema'

const schema: Schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schema/json.schema.json'), 'utf8'),
)
const validators = new Map<string, Validator>()

/**
 * What a value does wrong, in the words of the schema that is in the package; empty where it is as it
 * should be. `name`: a definition of it, such as `exchange`; by default any line.
 */
export function mistakesIn(value: unknown, name?: string): string[] {
  const key = name ?? ''
  const known = validators.get(key)
  const validator =
    known ??
    new Validator(
      name === undefined ? schema : { ...schema, oneOf: [{ $ref: `#/$defs/${name}` }] },
      '2020-12',
      false,
    )
  if (!known) validators.set(key, validator)
  return validator
    .validate(value)
    .errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`)
}
