import { plural } from '../plural.ts'
import { typed } from '../typed.ts'

/** What the HAR files that we write say in their comments. */
export const comments = {
  log: 'Recorded by learn-webserver tap. This file holds cookies, passwords and Authorization as they were sent.',
  redactedLog:
    'Recorded by learn-webserver tap. Cookies, Authorization and the values of fields with names like password or token are replaced by "redacted". Other secrets, such as those in a page, are still here.',
  noResponse: 'No response came before the connection ended.',
  unfinished: 'The recording ended before the response did.',
  framesLeft: (count: number) =>
    `${plural(count, 'more WebSocket message')} came and are not in this file: so much memory is not kept for one connection.`,
  noRequest: 'The server sent this before a request came.',
  notKept: (bytes: number) =>
    `${plural(bytes, 'byte')} of this message came and are not in this file: so much memory is not kept for one message.`,
  tooLarge: (most: string) =>
    `Unpacked, this body is larger than ${most}. Only its packed bytes are in this file.`,
  damaged: (coding: string) =>
    `The bytes could not be unpacked as ${coding}. They are here as they came.`,
  unknownCoding: (coding: string) =>
    `This version cannot unpack ${coding}. The bytes are here as they came.`,
}

/** Why a HAR file could not be written, by the system's code. */
export const cannotSave: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  ENOTDIR: 'its folder is a file',
  EACCES: 'you may not write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
  EEXIST: 'another file of this name has been made meanwhile',
}

/** What is said at `tap --save`. */
export const save = {
  secrets: (file: string) =>
    `${file} will hold cookies, passwords and Authorization as they are sent. To leave them out: --redact`,
  redacted: (file: string) =>
    `In ${file}, cookies, Authorization and fields with names like password or token are replaced by "redacted". Look through it before you share it.`,
  saved: (exchanges: number, file: string) =>
    `${plural(exchanges, 'exchange')} saved. To read them: ${typed('explain', file)}`,
  savedPage: (exchanges: number, file: string) =>
    `${plural(exchanges, 'exchange')} saved. To look at them, open ${file} in a browser.`,
}
