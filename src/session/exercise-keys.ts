import type { Context } from '../app/context.ts'
import type { Key } from '../terminal/io/terminal.ts'
import type { Exercise } from './exercise.ts'

/** What can be pressed at an exercise. */
export const exerciseKeys = {
  check: { key: 'k', name: 'check', does: 'check now' },
  hint: { key: 'h', name: 'hint', does: 'hint' },
  diff: { key: 'd', name: 'diff', does: 'diff' },
  solution: { key: 's', name: 'solution', does: 'solution' },
  over: { key: 'z', name: 'over', does: 'start over' },
  edit: { key: 'e', name: 'edit', does: 'editor' },
  open: { key: 'o', name: 'open', does: 'browser' },
  wire: { key: 'w', name: 'wire', does: 'wire' },
} as const satisfies Record<string, Key>

export type ExerciseKey = (typeof exerciseKeys)[keyof typeof exerciseKeys]['name']

/** Lets a person work at an exercise until they press one of the keys that leave it. */
export async function workAt<Leave extends string>(
  exercise: Exercise,
  leaving: (holds: boolean) => readonly Key<Leave>[],
  { terminal }: Context,
): Promise<Leave> {
  while (true) {
    const name = await terminal.key<Leave | ExerciseKey>(
      [...Object.values(exerciseKeys), ...leaving(exercise.holds)],
      exercise.changed,
    )
    if (name === undefined) continue
    if (!isExerciseKey(name)) return name
    await exercise.press(name)
  }
}

const isExerciseKey = (name: string): name is ExerciseKey =>
  Object.values(exerciseKeys).some((key) => key.name === name)
