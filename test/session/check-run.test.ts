import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Result } from '../../src/checks/explain/failure.ts'
import { loadCourse } from '../../src/course/load.ts'
import { runOwnChecks } from '../../src/session/check-run.ts'
import type { Exchange } from '../../src/wire/exchange.ts'

const { stages } = loadCourse(join(import.meta.dirname, '../../lessons')).in('js')
const [stage] = stages
if (stage === undefined) throw new Error('there is no stage 1')

/** It reads for ever, and closes where something came that is no request. */
const silent = `import { createServer } from 'node:net'
createServer((socket) => {
  socket.on('error', () => {})
  socket.on('data', (bytes) => {
    if (bytes.includes('xxx')) socket.end('HTTP/1.1 400 Bad Request\\r\\n\\r\\n')
  })
}).listen(Number(process.env['PORT']), process.env['HOST'])
`

test('what is sent to find a cause is not told as what the check sent', async ({
  onTestFinished,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'learn-webserver-run-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, stage.folder))
  writeFileSync(join(folder, stage.folder, 'server.js'), silent)
  const ends: (() => void | Promise<void>)[] = []
  const wires = new Map<Result, readonly Exchange[]>()
  const run = await runOwnChecks(
    stage,
    {
      folder,
      settings: { language: 'js' },
      files: { stages: [], lessons: folder, site: folder },
      patience: 1,
      onStart(stop) {
        ends.push(stop)
        return () => {}
      },
    },
    {
      tell: (result, exchanges) => wires.set(result, exchanges),
      signal: new AbortController().signal,
      port: stage.port,
    },
  )
  for (const end of ends) await end()
  const failed = run?.find(({ verdict }) => verdict.type === 'fails')
  expect(failed?.verdict).toMatchObject({ type: 'fails', failure: { kind: 'hung' } })
  const exchanges = (failed && wires.get(failed)) ?? []
  expect(exchanges).toHaveLength(1)
  const [exchange] = exchanges
  expect(Buffer.from(exchange?.request?.bytes ?? []).toString()).not.toContain('xxx')
  expect(exchange?.response).toBeUndefined()
})
