import process from 'node:process'
import { createJsonOutput, type JsonOutput } from './json-output.ts'

/** What every command's `--json` is written to. */
export const stdoutJson: JsonOutput = createJsonOutput({
  write: (text) => process.stdout.write(text),
  get writableLength() {
    return process.stdout.writableLength ?? 0
  },
})
