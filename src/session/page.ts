import { reasonOf } from '../words/caught.ts'
import { sessionWords } from '../words/session.ts'
import type { Running } from './running.ts'

/** Opens the session as a page in the browser, and says where it is; or why it can't be had: the session goes on. */
export async function openPage(running: Running): Promise<void> {
  try {
    const { url, isOpened } = await running.effects.openPage(running.session)
    running.say(isOpened ? sessionWords.pageIsOpen : sessionWords.openPage, url)
  } catch (error) {
    running.warn(sessionWords.noPage(reasonOf(error)))
  }
}
