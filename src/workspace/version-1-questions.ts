/** Ids of the questions that version 1 had, by a part of their words, which were their keys. */
export const version1Questions: readonly (readonly [part: string, id: string])[] = [
  [' 200 OK`?', 'no-empty-line'],
  ['/favicon.ico', 'who-asked'],
  ['many sockets', 'how-many'],
  ['text/plain', 'what-is-shown'],
  ['in Korean', 'strange-letters'],
  ['"not found"', 'which-status'],
  ['whole file', 'why-streaming'],
  ['html1.zzz', 'new-name'],
  ['super.doGET', 'without-super'],
  ['translatePath', 'parent-mistake'],
  ['a checkbox', 'empty-fields'],
  ['method="post"', 'secrets'],
]
