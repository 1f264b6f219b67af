import type { Argument, Command, Option } from 'commander'

/** A word that can be typed, and what it is. */
export interface Word {
  readonly word: string
  readonly means: string
}

/** What may follow an option, or stand where an argument does. */
export type Value =
  | { readonly type: 'words'; readonly words: readonly Word[] }
  | { readonly type: 'files' }
  | { readonly type: 'folders' }
  /** Something that can't be known beforehand, such as a port. */
  | { readonly type: 'any' }

export interface OptionWord extends Word {
  /** Undefined for an option that takes no value. */
  readonly value: Value | undefined
}

/** What can be typed once a command is there; the first level is that of the program itself. */
export interface Level {
  /** The commands typed so far: none, or `['run']`. */
  readonly path: readonly string[]
  readonly commands: readonly Word[]
  readonly options: readonly OptionWord[]
  /** Undefined where no argument is taken. */
  readonly argument: Value | undefined
}

/**
 * Every level of a program, from what commander knows of it: a command that is added later comes by
 * itself. `stages` are the words for an argument of that name.
 */
export function levelsOf(program: Command, stages: readonly Word[]): Level[] {
  const help = program.createHelp()
  const valueFor = ({ name, choices }: { name: string; choices: readonly string[] | undefined }) =>
    choices === undefined
      ? valueNamed(name, stages)
      : wordsValue(choices.map((word) => ({ word, means: '' })))
  const optionWord = (option: Option): OptionWord => ({
    word: option.long ?? option.flags,
    means: option.description,
    value:
      option.required || option.optional
        ? valueFor({ name: placeholder(option), choices: option.argChoices })
        : undefined,
  })
  const argumentValue = (argument: Argument | undefined) =>
    argument && valueFor({ name: argument.name(), choices: argument.argChoices })

  const level = (command: Command, path: string[], inherited: OptionWord[]): Level[] => {
    const commands = help.visibleCommands(command)
    const own = help.visibleOptions(command).map(optionWord)
    const options = [...own, ...inherited.filter(({ word }) => !own.some((o) => o.word === word))]
    return [
      {
        path,
        commands: commands.map((sub) => ({ word: sub.name(), means: sub.description() })),
        options,
        argument: argumentValue(command.registeredArguments[0]),
      },
      ...commands.flatMap((sub) => level(sub, [...path, sub.name()], options.filter(isForAll))),
    ]
  }
  return level(program, [], [])
}

/** The program's own version is no matter of its commands. */
const isForAll = ({ word }: OptionWord) => word !== '--version'

const wordsValue = (words: readonly Word[]): Value => ({ type: 'words', words })

/** `<folder>` in `--dir <folder>`. */
const placeholder = ({ flags }: Option) => /[<[]([^>\]]+)/.exec(flags)?.[1] ?? ''

function valueNamed(name: string, stages: readonly Word[]): Value {
  switch (name) {
    case 'stage':
      return wordsValue(stages)
    case 'file':
    case 'command':
      return { type: 'files' }
    case 'folder':
      return { type: 'folders' }
    default:
      return { type: 'any' }
  }
}

/** The options of all levels that take a value, each once. */
export function valueOptions(levels: readonly Level[]): (OptionWord & { value: Value })[] {
  const all = levels
    .flatMap(({ options }) => options)
    .flatMap((option) => (option.value === undefined ? [] : [{ ...option, value: option.value }]))
  return all.filter(({ word }, i) => all.findIndex((other) => other.word === word) === i)
}

/** `/author/check`; empty for the program itself. */
export const pathOf = ({ path }: Level) => path.map((word) => `/${word}`).join('')

export const isCommand = ({ path }: Level) => path.length > 0

/** The words that may stand where the level's argument does, where they are known. */
export const argumentWords = ({ argument }: Level) =>
  argument?.type === 'words' ? argument.words : []

/** The program's name as a shell lets a function be called. */
export const functionName = (program: string) => program.replaceAll('-', '_')

/** A text as one word of bash or zsh. */
export const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
