import {
  functionName,
  isCommand,
  type Level,
  type OptionWord,
  pathOf,
  type Value,
  valueOptions,
  type Word,
} from './levels.ts'

/** A script for fish, to be put into ~/.config/fish/completions. */
export function fishScript(name: string, levels: readonly Level[]): string {
  const isAt = `__${functionName(name)}_at`
  const line = (level: Level, ...rest: string[]) =>
    ['complete', '-c', name, '-n', `"${isAt} '${pathOf(level)}'"`, ...rest].join(' ')
  const word = (level: Level, { word, means }: Word) =>
    line(level, '-a', quoted(word), '-d', quoted(means))
  const option = (level: Level, { word, means, value }: OptionWord) =>
    line(level, '-l', word.replace(/^--/, ''), '-d', quoted(means), ...takes(value))
  return `# What Tab completes after ${name} in fish. Made by: ${name} completion fish
function ${isAt}
  set -l at ''
  set -l previous ''
  for word in (commandline -opc)[2..-1]
    if not contains -- $previous ${valueOptions(levels)
      .map(({ word }) => word)
      .join(' ')}
      contains -- $at/$word ${levels.filter(isCommand).map(pathOf).join(' ')}
      and set at $at/$word
    end
    set previous $word
  end
  test "$at" = "$argv[1]"
end
complete -c ${name} -f
${levels
  .flatMap((level) => [
    ...level.commands.map((each) => word(level, each)),
    ...level.options.map((each) => option(level, each)),
    ...(level.argument?.type === 'words'
      ? level.argument.words.map((each) => word(level, each))
      : level.argument?.type === 'files'
        ? [line(level, '-F')]
        : []),
  ])
  .join('\n')}
`
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

function takes(value: Value | undefined): string[] {
  switch (value?.type) {
    case undefined:
      return []
    case 'words':
      return ['-x', '-a', quoted(value.words.map(({ word }) => word).join(' '))]
    case 'files':
      return ['-r', '-F']
    case 'folders':
      return ['-x', '-a', quoted('(__fish_complete_directories)')]
    case 'any':
      return ['-x']
  }
}
