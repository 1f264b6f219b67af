import type { Look } from '../terminal/look.ts'

/** Each key of the course and what it does. */
const allKeys: readonly (readonly [string, string])[] = [
  ['Enter', 'the next screen; where a server waits to be started: run it'],
  ['b', 'back to the screen before'],
  ['n', 'the next screen, without running the server'],
  ['o', 'open the page in the browser again'],
  ['f', 'unfold a request and its answer: every line, with what it means'],
  ['w', 'what changed in a request since the last one of its kind'],
  ['d', 'decode the form that was sent, step by step'],
  ['c', 'lines to copy that send a request again: curl, and printf with nc'],
  ['x', 'send the bytes that the screen speaks of'],
  ['p', 'everything the server printed'],
  ['s', 'start the server again, after you changed it'],
  ['r', "run the stage's server, wherever you are in the lesson"],
  ['k', 'check your server: what holds, and what does not'],
  ['1 2 3', 'your answer to a question'],
  ['l', 'the list of stages'],
  ['q', 'quit; your place is kept'],
  ['Ctrl-C', 'the same at any moment'],
]

/** What can be pressed, line by line. */
export function helpLines({ paint }: Look): string[] {
  return ['', ...allKeys.map(([key, does]) => ` ${paint('strong', key.padEnd(7))} ${does}`)]
}
