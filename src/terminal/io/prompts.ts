// What draws prompts, in a file that is read with the first of them.
export { default as inquirer } from 'inquirer'
