// `npm run dev`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import process from 'node:process'

/** Starts the course with some arguments, and builds and starts it again whenever a source changes. */
export function watchAndRun(args, buildAll) {
  let course
  let timer
  const start = () => {
    course = spawn(process.execPath, ['dist/cli.cjs', ...args], { stdio: 'inherit' })
  }
  const again = async () => {
    if (course.exitCode === null && course.signalCode === null) {
      course.kill()
      await once(course, 'exit')
    }
    if (await buildAll()) start()
  }
  start()
  for (const folder of ['src', 'lessons'])
    watch(folder, { recursive: true }, () => {
      clearTimeout(timer)
      timer = setTimeout(again, 100)
    })
}
