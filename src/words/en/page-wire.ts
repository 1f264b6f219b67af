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

/** Things to try with a request that is sent by hand. */
export const tries = {
  noHost: {
    name: 'Leave out Host',
    look: 'HTTP/1.1 demands Host. The standard wants 400 for a request without it.',
  },
  lfAlone: {
    name: 'LF alone',
    look: 'Each line ends with LF alone now. Some servers read it as a line end, and others wait or refuse.',
  },
  two: {
    name: 'Two requests in one write',
    look: 'Both come in one read. A server that keeps connections open has to find the second one and respond to both.',
  },
  shortBody: {
    name: 'A body shorter than it says',
    look: 'Content-Length says 20, and 5 bytes follow. The server can only wait for the rest.',
  },
  dots: {
    name: 'The path ../..',
    look: 'A server of files must never send what is outside its folder. 400, 403 and 404 are all right.',
  },
}
