/** What is written in the place of a secret. */
export const redacted = 'redacted'

/** Gives back what is written in the place of a secret. */
export type Replace = (secret: string) => string

const always: Replace = () => redacted

/** Headers whose whole value is a secret, and names of fields, parameters and JSON properties that hold one. */
const secretHeader = /^((proxy-)?authorization|.*(token|secret|api-?key|password|session-?id).*)$/i
const secretName =
  /passw|passphrase|pwd|^pass$|^pin$|secret|token|api_?-?key|^otp$|credential|session_?id/i

/** The value of a form field, a parameter or a JSON property of this name is a secret. */
export const isSecretName = (name: string): boolean => secretName.test(name)

/** The value of a header without its secrets: cookies, Authorization, and what an address in it holds. */
export function redactHeader(name: string, value: string, replace: Replace = always): string {
  const inPair = (_whole: string, secret: string) => `=${replace(secret)}`
  if (/^cookie$/i.test(name)) return value.replace(/=([^;]*)/g, inPair)
  if (/^set-cookie$/i.test(name)) return value.replace(/=([^;]*)/, inPair)
  if (/^(referer|location|content-location|refresh|link)$/i.test(name))
    return redactUrl(value, replace)
  return secretHeader.test(name) ? replace(value) : value
}

/** An address, or a target, without user and password before the host and without secret parameters. */
export const redactUrl = (url: string, replace: Replace = always): string =>
  redactQuery(
    url.replace(
      /^([a-z][a-z\d+.-]*:\/\/)([^/?#@]*)@/i,
      (_whole, scheme: string, secret: string) => `${scheme}${replace(secret)}@`,
    ),
    replace,
  )

function redactQuery(text: string, replace: Replace): string {
  return text.replace(
    /(^|[?&;])([^=&?;#]+)=([^&#]*)/g,
    (whole, before: string, name: string, secret: string) =>
      isSecretName(decoded(name)) ? `${before}${name}=${replace(secret)}` : whole,
  )
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return name
  }
}

/** A body without the values of form fields and JSON properties with a name like password or token. */
export function redactBody(text: string, mimeType: string, replace: Replace = always): string {
  if (/^application\/x-www-form-urlencoded/i.test(mimeType)) return redactQuery(text, replace)
  if (/^multipart\//i.test(mimeType))
    return text.replace(
      /(name="([^"]*)"[^\r\n]*(?:\r\n[^\r\n]+)*\r\n\r\n)([\s\S]*?)(?=\r\n--)/g,
      (whole, head: string, name: string, secret: string) =>
        isSecretName(name) ? head + replace(secret) : whole,
    )
  // Properties are found in the text, so that all else of it stays as it was, even where it is no JSON.
  if (/json/i.test(mimeType))
    return text.replace(
      /"((?:[^"\\]|\\.){1,200})"(\s*:\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*)/g,
      (whole, name: string, colon: string, secret: string) =>
        isSecretName(name) ? `"${name}"${colon}"${replace(secret.replace(/^"|"$/g, ''))}"` : whole,
    )
  return text
}
