import type { Message, Role } from '../../http/message.ts'
import { createReader } from '../../http/reader.ts'

/** The message that the bytes of a file of ours are; `lost`: bytes that came and were not kept. */
export function readRaw(
  { bytes, length }: { readonly bytes: Uint8Array; readonly length: number },
  role: Role,
  method: string,
): { read: Message | undefined; lost: number } {
  const reader = createReader(role, { methodOf: () => method, maxBytes: bytes.length })
  reader.push(bytes)
  const lost = length - bytes.length
  // A message is not cut short because we did not keep all of it.
  if (lost === 0) reader.end()
  return { read: reader.messages[0], lost }
}
