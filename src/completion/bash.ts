import {
  argumentWords,
  functionName,
  isCommand,
  type Level,
  pathOf,
  quoted,
  type Value,
  valueOptions,
} from './levels.ts'

/** A script for bash 3.2 and newer. Where it has nothing to offer, bash offers files. */
export function bashScript(name: string, levels: readonly Level[]): string {
  const valued = valueOptions(levels)
  return `# What Tab completes after ${name} in bash. Made by: ${name} completion bash
_${functionName(name)}() {
  local word at='' words='' i
  local current=\${COMP_WORDS[COMP_CWORD]}
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
      --) return ;;
      ${valued.map(({ word }) => word).join('|')}) ((i++)) ;;
    esac
    case $at/$word in
      ${levels.filter(isCommand).map(pathOf).join('|')}) at=$at/$word ;;
    esac
  done
  case \${COMP_WORDS[COMP_CWORD - 1]} in
${valued.map(({ word, value }) => `    ${word}) ${valueLine(value)} ;;`).join('\n')}
  esac
  case $at,$current in
${levels
  .flatMap((level) => [
    `    ${quoted(pathOf(level))},-*) words=${quoted(list(level.options))} ;;`,
    `    ${quoted(pathOf(level))},*) words=${quoted(list([...level.commands, ...argumentWords(level)]))} ;;`,
  ])
  .join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _${functionName(name)} ${name}
`
}

const list = (words: readonly { readonly word: string }[]) =>
  words.map(({ word }) => word).join(' ')

function valueLine(value: Value): string {
  if (value.type === 'words')
    return `COMPREPLY=($(compgen -W ${quoted(list(value.words))} -- "$current")); return`
  return value.type === 'folders' ? 'COMPREPLY=($(compgen -d -- "$current")); return' : 'return'
}
