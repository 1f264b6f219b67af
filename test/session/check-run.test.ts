import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadCourse } from '../../src/course/load.ts'
import { runOwnChecks } from '../../src/session/check-run.ts'

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
    { tell: () => {}, signal: new AbortController().signal, port: stage.port },
  )
  for (const end of ends) await end()
  const failed = run?.results.find(({ verdict }) => verdict.type === 'fails')
  const wire = run?.wires().find(({ check }) => check === failed?.check.check)
  expect(failed?.verdict).toMatchObject({ type: 'fails', failure: { kind: 'hung' } })
  expect(wire?.exchanges).toHaveLength(1)
  const [exchange] = wire?.exchanges ?? []
  expect(Buffer.from(exchange?.request?.bytes ?? []).toString()).not.toContain('xxx')
  expect(exchange?.response).toBeUndefined()
})
