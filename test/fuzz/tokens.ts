import { createReader } from '../../src/http/reader.ts'
import { hardInputs } from '../http/hard-inputs.ts'
import { findFault, pushInPieces } from '../http/invariants.ts'
import { bytesOf } from '../http/listing.ts'
import { createRandom, mutant } from '../http/mutations.ts'
import { countOperations } from '../http/operations.ts'

/** A long run over changed messages: RUNS says how many, SEED which ones. */
const runs = Number(process.env['RUNS'] ?? 1_000_000)
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
/** No byte may cost more than this; the smallest of messages, with a buffer each, come near it. */
const operationsPerByte = 400

function fail(what: string, text: string): never {
  console.error(`${what}\nSEED=${seed}, input ${JSON.stringify(text)}`)
  process.exit(1)
}

function checkFaults(): void {
  const random = createRandom(seed)
  for (let run = 1; run <= runs; run++) {
    const { role, text } = mutant(random)
    const input = bytesOf(text)
    const cut = Math.floor(random() * (input.length + 1))
    const sizes =
      random() < 0.5 ? [1] : [1 + Math.floor(random() * 30), 1 + Math.floor(random() * 5)]
    const options = random() < 0.2 ? { maxBytes: Math.floor(random() * 100) } : {}
    try {
      const fault = findFault(role, input, { cut, sizes, options })
      if (fault !== undefined) fail(`${role}: ${fault}`, text)
    } catch (error) {
      fail(`${role}: threw ${String(error)}`, text)
    }
    if (run % 100_000 === 0) console.log(`${run} of ${runs} inputs`)
  }
}

async function checkWork(role: 'request' | 'response', text: string): Promise<void> {
  const input = bytesOf(text)
  for (const size of [input.length, 1]) {
    const operations = await countOperations(
      () => {
        const reader = createReader(role)
        pushInPieces(reader, input, [size])
        reader.end()
      },
      // The bundle, in which the reader is.
      (url) => url === import.meta.url,
    )
    if (operations > 2000 + input.length * operationsPerByte) {
      fail(`${role}: ${operations} operations for ${input.length} bytes`, text.slice(0, 300))
    }
  }
}

/** Long inputs: the hard ones, and changed messages over and over, which no one thought of. */
async function checkAllWork(): Promise<void> {
  for (const { role, text } of hardInputs) await checkWork(role, text(50_000))
  const random = createRandom(seed)
  for (let run = 0; run < Math.min(runs / 1000, 500); run++) {
    const { role, text } = mutant(random)
    const at = Math.floor(random() * text.length)
    const piece = text.slice(at, at + 1 + Math.floor(random() * 40)) || ' '
    await checkWork(role, text.slice(0, at) + piece.repeat(50_000 / piece.length) + text.slice(at))
  }
}

console.log(`SEED=${seed} RUNS=${runs}`)
checkFaults()
await checkAllWork()
console.log(`${runs} inputs: nothing lost, the same in any pieces, in linear work`)
