import { useEffect, useRef } from 'preact/hooks'
import { pageWords } from '../../words/page.ts'

/** Something that lies above the page until it is closed: by its button, by Esc, or by the key that opened it. */
export function Dialog({
  title,
  onClose,
  closesBy,
  children,
}: {
  readonly title: string
  readonly onClose: () => void
  readonly closesBy?: string
  readonly children: preact.ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby="dialog-title"
      onClose={onClose}
      onKeyDown={({ key }) => key === closesBy && dialog.current?.close()}
    >
      <h2 id="dialog-title">{title}</h2>
      {children}
      <button type="button" onClick={() => dialog.current?.close()}>
        {pageWords.close}
      </button>
    </dialog>
  )
}
