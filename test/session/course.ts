import type { Check } from '../../src/course/checks.ts'
import type { Course, Screen, Stage } from '../../src/course/course.ts'

/** A check that says no more than its name. */
export const check = (id: string, screen = 'hello'): Check => ({
  id,
  check: `does ${id}`,
  files: {},
  send: { get: '/', afterwards: 'wait' },
  expect: { status: 200 },
  limit: 2000,
  why: `Because of ${id}.`,
  hint: `Do ${id}.`,
  screen,
})

const screens: readonly Screen[] = [
  { id: 'hello', title: 'Hello', blocks: [{ type: 'prose', markdown: 'A server waits.' }] },
  {
    id: 'run',
    title: 'Run it',
    blocks: [
      {
        type: 'run',
        server: 'server.js',
        visit: ['/hello'],
        look: 'Look at the first line.',
        send: undefined,
        show: ['method'],
      },
    ],
  },
  {
    id: 'question',
    title: 'A question',
    blocks: [
      {
        type: 'quiz',
        id: 'who-waits',
        question: 'Who waits?',
        choices: [
          { id: 'browser', text: 'The browser', right: false, why: 'It asks.' },
          { id: 'server', text: 'The server', right: true, why: 'It waits for a browser.' },
        ],
      },
    ],
  },
  {
    id: 'build',
    title: 'Build it',
    blocks: [
      {
        type: 'exercise',
        intro: 'Write it.',
        steps: [
          {
            id: 'listen',
            task: 'Listen.',
            checks: ['one'],
            hints: ['First hint.', 'Stronger hint.'],
          },
          { id: 'respond', task: 'Respond.', checks: ['two'], hints: ['Last hint.'] },
        ],
        task: 'Write it.\n\n1. Listen.\n2. Respond.',
      },
    ],
  },
]

const stage = (number: number, name: string): Stage => ({
  language: 'js',
  number,
  name,
  folder: `${number}-${name}`,
  title: `Stage ${name}`,
  minutes: 10,
  port: 9000 + number,
  visit: ['/hello'],
  slides: 'server.py',
  screens,
  checks: [check('one'), check('two')],
})

/** A course of two small stages. */
export const smallCourse: Course = {
  language: 'js',
  stages: [stage(1, 'first'), stage(2, 'second')],
  lessons: '/lessons',
  in: () => smallCourse,
}

/** The same with a screen after each exercise, to play with the server. */
export const courseToPlay: Course = {
  ...smallCourse,
  stages: smallCourse.stages.map((each) => ({
    ...each,
    screens: [
      ...each.screens,
      { id: 'play', title: 'Play', blocks: [{ type: 'prose', markdown: 'Change it.' }] },
    ],
  })),
  in: () => courseToPlay,
}
