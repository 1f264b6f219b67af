import {
  argumentWords,
  functionName,
  isCommand,
  type Level,
  pathOf,
  quoted,
  type Value,
  valueOptions,
  type Word,
} from './levels.ts'

/** A script for zsh, to be evaluated after compinit or put into a folder of fpath as _NAME. */
export function zshScript(name: string, levels: readonly Level[]): string {
  const valued = valueOptions(levels)
  const own = `_${functionName(name)}`
  return `#compdef ${name}
# What Tab completes after ${name} in zsh. Made by: ${name} completion zsh
${own}() {
  local word at='' i
  local -a offered
  for ((i = 2; i < CURRENT; i++)); do
    word=$words[i]
    case $word in
      (--) _files; return ;;
      (${valued.map(({ word }) => word).join('|')}) ((i++)) ;;
    esac
    case $at/$word in
      (${levels.filter(isCommand).map(pathOf).join('|')}) at=$at/$word ;;
    esac
  done
  case $words[CURRENT-1] in
${valued.map(({ word, value }) => `    (${word}) ${valueLine(value)}; return ;;`).join('\n')}
  esac
  case $at,$words[CURRENT] in
${levels
  .flatMap((level) => [
    `    (${pathOf(level)},-*) offered=(${list(level.options)}) ;;`,
    `    (${pathOf(level)},*) offered=(${list([...level.commands, ...argumentWords(level)])})${
      level.argument?.type === 'files' ? '; _files' : ''
    } ;;`,
  ])
  .join('\n')}
  esac
  _describe ${name} offered
}
if [[ $funcstack[1] == ${own} ]]; then
  ${own} "$@"
else
  compdef ${own} ${name}
fi
`
}

/** Each word with what it means: \`'run:a stage'\`. */
const list = (words: readonly Word[]) =>
  words
    .map(({ word, means }) => quoted(`${word.replaceAll(':', '\\:')}${means && `:${means}`}`))
    .join(' ')

function valueLine(value: Value): string {
  switch (value.type) {
    case 'words':
      return `offered=(${list(value.words)}); _describe value offered`
    case 'files':
      return '_files'
    case 'folders':
      return '_files -/'
    case 'any':
      return '_message value'
  }
}
