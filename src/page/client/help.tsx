import { pageWords } from '../../words/page.ts'
import type { PageSession } from '../protocol.ts'
import { keyName } from './actions.tsx'
import { Dialog } from './dialog.tsx'
import { choicesOf } from './keys.ts'

/** Every key that does something now, and what it does. */
export function Help({
  session,
  onClose,
}: {
  readonly session: PageSession
  readonly onClose: () => void
}) {
  const { help } = pageWords
  const count = choicesOf(session)
  const rows = [
    ...(count === 0 ? [] : [[count === 1 ? '1' : `1-${Math.min(count, 9)}`, help.pick]]),
    ...session.actions.map((action) => [keyName(action.key), action.help]),
    ...help.own,
  ]
  return (
    <Dialog title={help.title} onClose={onClose} closesBy="?">
      <dl class="keys">
        {rows.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
