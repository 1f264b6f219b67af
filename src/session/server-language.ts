import { languageOfCommand } from '../notes/evidence.ts'
import type { Upstream } from '../process/upstream.ts'
import type { ServerLanguage } from '../words/in-code.ts'

/** The language that a server is written in, by how it is started; undefined where that does not tell. */
export function serverLanguageOf(upstream: Upstream): ServerLanguage | undefined {
  switch (upstream.type) {
    case 'python':
      return 'python'
    case 'file':
      return 'node'
    case 'command':
      return languageOfCommand([upstream.command.file, ...upstream.command.args])
    default:
      return undefined
  }
}
