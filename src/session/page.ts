import { sessionWords } from '../words/session.ts'
import type { Running } from './running.ts'

/** Opens the session as a page in the browser, and says where it is. */
export async function openPage(running: Running): Promise<void> {
  const { url, isOpened } = await running.effects.openPage(running.session)
  running.say(isOpened ? sessionWords.pageIsOpen : sessionWords.openPage, url)
}
