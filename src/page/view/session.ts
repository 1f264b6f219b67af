import { classWords } from '../../session/class-words.ts'
import { footActions, offeredIn } from '../../session/offered.ts'
import type { Notice, ServerState, SessionState } from '../../session/state.ts'
import { actionWords, sessionWords } from '../../words/session.ts'
import type { PageAction, PageSession, ServerLine, StageLine, VisitAddress } from '../protocol.ts'
import { exercisePage } from './checks.ts'
import { lessonPage } from './lesson.ts'
import { offPage, onThePage } from './pages.ts'

/** A session as the page shows it. `others`: addresses at which others may visit its server. */
export function pageSession(
  state: SessionState,
  others: readonly VisitAddress[] = [],
): PageSession {
  const { kind, server, asking, notices, waiting } = state
  return {
    kind,
    stage: stageLine(state),
    lesson: lessonPage(state),
    server: server && serverLine(server, others),
    exercise: exercisePage(state),
    actions: pageActions(state),
    asking,
    notices: [...noticesOfClass(state), ...notices.filter(isNotOfPage)],
    waiting,
  }
}

/** What a class has to say, as long as it says it. */
function noticesOfClass(state: SessionState): Notice[] {
  const { lookUp, offered, hand } = classWords(state)
  return [
    ...(lookUp === undefined ? [] : [{ tone: 'warning' as const, text: lookUp }]),
    ...[offered, hand].flatMap((text) =>
      text === undefined ? [] : [{ tone: 'plain' as const, text }],
    ),
  ]
}

/** Where the page is, the terminal alone has to say; and its token belongs in no file. */
const isNotOfPage = ({ text }: Notice) =>
  text !== sessionWords.pageIsOpen && text !== sessionWords.openPage && !text.includes('?token=')

function stageLine({ stage, stages }: SessionState): StageLine | undefined {
  if (stage === undefined) return undefined
  const { number, name, title, language } = stage
  return { number, of: stages.length, name, title, language }
}

function serverLine(server: ServerState, others: readonly VisitAddress[]): ServerLine {
  const { name, status, url, port, privatePort, said, awaits } = server
  return { name, status, url, port, privatePort, said, awaits, others }
}

/** What is done on the page: with what lies on the lesson in the terminal left. See `Session.act`. */
function pageActions(state: SessionState): PageAction[] {
  const shown = onThePage(state)
  const near = new Set(footActions(shown))
  const onWire = offeredIn(state).filter(({ id }) => id === 'bytes')
  return [...offeredIn(shown), ...onWire].flatMap((action) => {
    const { id, keys, isSilent = false } = action
    const [key] = keys
    if (key === undefined || offPage.includes(id)) return []
    if (isSilent && id !== 'undecided') return []
    const { short, help } = actionWords[id]
    return [{ id, key, name: short, help, isNear: near.has(action) || id === 'bytes' }]
  })
}
