import { inCode, type ServerLanguage } from '../in-code.ts'

type Code = ServerLanguage | undefined

/** Values that a program has printed into a response by mistake. */
export const leaks = {
  promise: {
    said: '"[object Promise]" came instead of a value: the value was not there yet.',
    todo: 'Write await before the call that gives the value.',
  },
  object: {
    said: '"[object Object]" came instead of the content of an object.',
    todo: 'Use JSON.stringify(value), or write out the parts that you want to show.',
  },
  bytesAsText: {
    said: "The body begins with b' as Python prints bytes: the bytes were turned into a string with str() or an f-string.",
    todo: 'Send the bytes themselves, or use data.decode().',
  },
  template: (text: string) => ({
    said: `"${text}" was sent as it is written in the program: only a string in backticks fills it in.`,
    todo: 'Use backticks (`) around the string instead of quotes.',
  }),
  pythonObject: (text: string) => ({
    said: `"${text}" is how Python prints an object or a function, not its content.`,
    todo: 'Call the function, await the coroutine, or take the value out of the object.',
  }),
  onlyNothing: (text: string, code: Code) => ({
    said: `The whole body is "${text}": the program had no value here.`,
    todo: inCode(code, {
      node: 'Look where the value comes from: perhaps a return is missing.',
      python: 'Look where the value comes from: perhaps a return is missing.',
      other: 'Look where the value comes from.',
    }),
  }),
  escaped: (text: string) => ({
    said: `These are the characters ${text}, not the two bytes CR and LF.`,
    todo: 'Write \\r\\n with backslashes in an ordinary string, not in a raw string (r"...") or String.raw.',
  }),
  slashes: {
    said: '/r/n came where a line end belongs: these are slashes, not backslashes.',
    todo: 'Write \\r\\n.',
  },
  swapped: {
    said: 'Here \\n comes before \\r. A line ends in \\r and then \\n.',
    todo: 'Write \\r\\n.',
  },
} as const
