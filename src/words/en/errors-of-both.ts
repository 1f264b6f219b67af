/** What an error means that is the same in Node and in Python, and what to do. Values are from the program. */

export const code = (text: string) => `\`${text}\``

export const notImported = (name: string, line: string) => ({
  why: `${name} is not imported`,
  fix: `Write ${code(line)} at the top of the file.`,
})
export const variableMissing = (name: string, line: string) => ({
  why: `${name} was never given a value`,
  fix: `Write ${code(line)} at the top of the file.`,
})
export const misspelled = (name: string, meant: string) => ({
  why: `there is nothing called ${name}`,
  fix: `Is ${code(meant)} meant?`,
})
export const noFile = (path: string, folder: string, near: string | undefined) => ({
  why: `your server runs in the folder ${folder}, and there is no ${path} in it`,
  fix: near === undefined ? undefined : `Write ${code(near)}.`,
})
export const notAllowed = (path: string) => ({
  why: `this system does not let your server use ${path}`,
  fix: 'Choose another file or folder, or give yourself the right to read it.',
})
export const noExport = (module: string, name: string, meant: string | undefined) => ({
  why: `${module} has no ${name}`,
  fix: meant === undefined ? undefined : `Is ${code(meant)} meant?`,
})
