import type { Look } from '../terminal/draw/theme.ts'

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
  ['r', "run the course's server of the stage, wherever you are in the lesson"],
  ['1 2 3', 'your answer to a question'],
  ['l', 'the list of stages'],
  ['q', 'quit; your place is kept'],
  ['Ctrl-C', 'the same at any moment'],
]

/** The same for an exercise. */
const exerciseKeys: readonly (readonly [string, string])[] = [
  ['k', 'check your server now; saving its file does the same'],
  ['h', 'a hint; each press gives a stronger one'],
  ['d', 'what there is between your server and the solution, after asking'],
  ['s', 'the solution, after asking twice'],
  ['z', 'start over: the file as it was at the beginning; yours is kept'],
  ['e', 'open the file in your editor'],
  ['o', 'open your server in the browser'],
  ['w', 'what passed over the wire, by a check or by your browser'],
  ['n', 'the next screen; Enter, once all checks hold'],
  ['b', 'back to the screen before'],
  ['l', 'the list of stages'],
  ['q', 'quit; your place is kept'],
]

/** What can be pressed in a lesson, line by line. */
export const helpLines = (look: Look): string[] => lines(allKeys, look)

/** What can be pressed at an exercise, line by line. */
export const exerciseHelpLines = (look: Look): string[] => lines(exerciseKeys, look)

function lines(keys: typeof allKeys, { paint }: Look): string[] {
  return ['', ...keys.map(([key, does]) => ` ${paint('strong', key.padEnd(7))} ${does}`)]
}
