import './lesson.css'
import { useEffect, useRef } from 'preact/hooks'
import { pageWords } from '../../words/page.ts'
import type { LessonPage, PageAct } from '../protocol.ts'
import { Blocks } from './blocks.tsx'
import { Inlines } from './inlines.tsx'

/** A screen of the lesson, or what lies above it. */
export function Lesson({
  lesson,
  act,
}: {
  readonly lesson: LessonPage
  /** Undefined where nothing can be done any more. */
  readonly act: ((act: PageAct) => void) | undefined
}) {
  const { type, id, number, of, title, otherLanguage, blocks, choices } = lesson
  const article = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const isFirst = useRef(true)
  const shown = `${type} ${id} ${otherLanguage}`
  // Another screen is read from its beginning, unless somebody is busy elsewhere on the page.
  useEffect(() => {
    const { activeElement } = document
    const isHere =
      activeElement === document.body || article.current?.parentElement?.contains(activeElement)
    if (!isFirst.current && isHere === true) heading.current?.focus({ preventScroll: true })
    if (!isFirst.current) article.current?.scrollIntoView({ block: 'start' })
    isFirst.current = false
  }, [shown])
  const pick = act && ((number: number) => act({ type: 'pick', number }))
  return (
    <article class="lesson" ref={article} data-screen={id} data-page={type}>
      {number !== undefined && of !== undefined && (
        <p class="place">{pageWords.screenOf(number, of)}</p>
      )}
      <h2 ref={heading} tabIndex={-1}>
        <Inlines inlines={title} />
      </h2>
      {otherLanguage !== undefined && <p class="soft">{pageWords.sameScreenIn(otherLanguage)}</p>}
      <Blocks blocks={blocks} onPick={pick} />
      {choices.length > 0 && <Choices choices={choices} pick={pick} />}
    </article>
  )
}

function Choices({
  choices,
  pick,
}: {
  readonly choices: LessonPage['choices']
  readonly pick: ((number: number) => void) | undefined
}) {
  return (
    <ol class="choices">
      {choices.map(({ text, detail, isDone, isMarked }, i) => (
        <li key={i}>
          <button
            type="button"
            aria-current={isMarked ? 'step' : undefined}
            disabled={pick === undefined}
            onClick={() => pick?.(i + 1)}
          >
            <Inlines inlines={text} />
          </button>
          {detail !== '' && (
            <span class="soft">
              {isDone && <span aria-hidden="true">✔ </span>}
              {detail}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
