const required = (process.env['LEARN_REQUIRE'] ?? '').split(',')

/**
 * Whether tests that need a tool can run. Where LEARN_REQUIRE names it, as in CI, a missing one is
 * a failure and no skip.
 */
export function isThere(tool: string, found: boolean): boolean {
  if (!found && required.includes(tool))
    throw new Error(`LEARN_REQUIRE asks for ${tool}, and it is not here`)
  return found
}
