import { pageWords } from '../../words/page.ts'
import { Dialog } from './dialog.tsx'

/** The session in one file, whole or without what nobody else may see. */
export function Save({
  saveAt,
  onClose,
}: {
  readonly saveAt: (redacted: boolean) => string
  readonly onClose: () => void
}) {
  const { save } = pageWords
  return (
    <Dialog title={save.title} onClose={onClose}>
      <p>{save.about}</p>
      <ul>
        <li>
          <a href={saveAt(true)} download="session.html">
            {save.redacted}
          </a>
        </li>
        <li>
          <a href={saveAt(false)} download="session.html">
            {save.whole}
          </a>
        </li>
      </ul>
    </Dialog>
  )
}
