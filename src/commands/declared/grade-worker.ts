import type { Declare } from './declare.ts'

export const gradeWorker: Declare = (program, { anywhere }) =>
  program
    .command('grade-worker', { hidden: true })
    .action(anywhere(async () => (await import('../grade-worker.ts')).gradeWorker))
