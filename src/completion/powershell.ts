import { argumentWords, isCommand, type Level, pathOf, valueOptions, type Word } from './levels.ts'

/** A script for PowerShell. Where it has nothing to offer, PowerShell offers files. */
export function powershellScript(name: string, levels: readonly Level[]): string {
  const valued = valueOptions(levels)
  return `# What Tab completes after ${name} in PowerShell. Made by: ${name} completion powershell
Register-ArgumentCompleter -Native -CommandName ${name} -ScriptBlock {
  param($current, $ast, $cursor)
  $commands = @{
${levels.map((level) => entry(level, [...level.commands, ...argumentWords(level)])).join('\n')}
  }
  $options = @{
${levels.map((level) => entry(level, level.options)).join('\n')}
  }
  $known = @(${levels
    .filter(isCommand)
    .map((level) => quoted(pathOf(level)))
    .join(', ')})
  $valued = @{
${valued
  .map(
    ({ word, value }) =>
      `    ${quoted(word)} = @(${value.type === 'words' ? list(value.words) : ''})`,
  )
  .join('\n')}
  }
  $typed = @($ast.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
  $at = ''
  $previous = ''
  foreach ($word in $typed) {
    if ($word -eq '--') { return }
    if (-not $valued.ContainsKey($previous) -and $known -contains "$at/$word") { $at = "$at/$word" }
    $previous = $word
  }
  $words = if ($valued.ContainsKey($previous)) { $valued[$previous] }
    elseif ($current -like '-*') { $options[$at] }
    else { $commands[$at] }
  $words | Where-Object { $_ -like "$current*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`
}

const entry = (level: Level, words: readonly Word[]) =>
  `    ${quoted(pathOf(level))} = @(${list(words)})`
const list = (words: readonly Word[]) => words.map(({ word }) => quoted(word)).join(', ')
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
