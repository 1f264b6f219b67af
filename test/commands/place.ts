import type { Place } from '../../src/app/context.ts'
import { createLifetime } from '../../src/app/lifetime.ts'
import { loadCourse } from '../../src/course/load.ts'
import type { Terminal } from '../../src/terminal/io/terminal.ts'

/** Where a command is given, on a terminal of the test's own and with no options. */
export const placeOf = (
  terminal: Terminal,
  cwd: string,
  options: Partial<Place['options']> = {},
): Place => ({
  terminal,
  cwd,
  lifetime: createLifetime(),
  installed: { version: '', wanted: '', site: '', readCourse: () => loadCourse('lessons') },
  options: {
    port: undefined,
    open: false,
    page: false,
    dir: undefined,
    lang: undefined,
    lessons: undefined,
    allowCommand: false,
    openTo: undefined,
    ...options,
  },
  now: () => new Date(),
})
