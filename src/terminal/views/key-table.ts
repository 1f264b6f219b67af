import { actions } from '../../session/actions.ts'
import { actionWords } from '../../words/session.ts'
import { keyTableWords } from '../../words/terminal.ts'

/** A Markdown table of every key and what it does, for the README. */
export function keyTable(): string {
  const rows = new Map<string, string[]>()
  for (const { id, keys, isSilent } of actions) {
    const { help } = actionWords[id]
    const key = keysAsWritten(keys)
    const said = rows.get(key) ?? []
    if (isSilent !== true && help !== '' && !said.includes(help)) rows.set(key, [...said, help])
  }
  const { key, does } = keyTableWords
  return [
    `| ${key} | ${does} |`,
    '| --- | --- |',
    ...Array.from(rows, ([name, help]) => `| ${name} | ${help.join(' ')} |`),
  ].join('\n')
}

/** Digits are one key; of others the first is named, and arrows as a pair. */
function keysAsWritten([first = '', ...others]: readonly string[]): string {
  const { names } = keyTableWords
  if (first === '1') return `\`1\` to \`${others.at(-1)}\``
  return Object.entries(names).find(([name]) => name === first)?.[1] ?? `\`${first}\``
}
