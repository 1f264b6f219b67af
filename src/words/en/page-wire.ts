import { plural } from '../plural.ts'

/** A form in steps. */
export const steps = {
  raw: (size: number) => `As it was sent: ${plural(size, 'byte')}.`,
  split: (count: number) =>
    `Split at each & into ${plural(count, 'form field')}, and each of them at its first = into name and value.`,
  spaces: 'Each + becomes a space.',
  bytes: 'Each %XX becomes one byte. XX is its number in hexadecimal.',
  utf8: 'The bytes are read as UTF-8, and become letters.',
  none: 'Nothing in it is encoded.',
  parts: (count: number, boundary: string) =>
    `${plural(count, 'part')} between lines of --${boundary}. The last line ends in --.`,
  partRaw: (size: number) => `The body as it was sent: ${plural(size, 'byte')}.`,
  more: (count: number) => `${plural(count, 'more form field')} came and are not shown.`,
  moreParts: (count: number) => `${plural(count, 'more part')} came and are not shown.`,
}

/** What stands over a body as it reads. */
export const bodies = {
  unpacked: (coding: string, bytes: number) => `Unpacked from ${coding}: ${plural(bytes, 'byte')}`,
  indented: 'The same JSON, indented',
  joined: (bytes: number) => `The chunks joined: ${plural(bytes, 'byte')}`,
  picture: 'The picture',
}

/** Lines to copy. */
export const copies = {
  curl: 'The same request by curl',
  printf: 'The same bytes by printf and nc',
}
