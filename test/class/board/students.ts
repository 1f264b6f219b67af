import type { ClassMessage, Student } from '../../../src/class/board/state.ts'
import type { Report } from '../../../src/class/report.ts'

/** Noon, on the board's clock. */
export const noonMs = Date.UTC(2026, 10, 28, 12)
export const minuteMs = 60_000

/** A report that came at noon, by a student's clock that goes right. */
export const report = (change: Partial<Report> = {}): Report => ({
  seq: 1,
  atMs: noonMs,
  version: '0.1.0',
  language: 'js',
  stage: 'raw-socket',
  stages: { 'raw-socket': { screen: 3 } },
  savesMs: [],
  ...change,
})

/** A report of somebody for whom a check has failed for some minutes. */
export const failing = (minutes: number, saves: number, hints = 0, check = 'closes'): Report =>
  report({
    stages: {
      'raw-socket': {
        screen: 11,
        passed: 2,
        of: 13,
        hints,
        failing: { id: check, sinceMs: noonMs - minutes * minuteMs, runs: saves },
      },
    },
  })

export const student = (id: string, change: Partial<Student> = {}): Student => ({
  id,
  name: id,
  tokenHash: `hash of ${id}`,
  report: report(),
  heardMs: noonMs,
  reportedMs: noonMs,
  answeredHandMs: undefined,
  shown: undefined,
  ...change,
})

export const joined = (id: string, name = id): ClassMessage => ({
  type: 'joined',
  id,
  name,
  tokenHash: `hash of ${id}`,
  atMs: noonMs,
})

export const reports = (
  id: string,
  seq: number,
  change: Partial<Report> = {},
  atMs = noonMs,
): ClassMessage => ({ type: 'report', id, report: report({ ...change, seq }), atMs })
