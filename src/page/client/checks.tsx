import { useEffect, useRef, useState } from 'preact/hooks'
import { pageWords } from '../../words/page.ts'
import type { ExercisePage, PageCheck, PageStep } from '../protocol.ts'
import { Blocks } from './blocks.tsx'
import { Inlines } from './inlines.tsx'
import { Notices } from './notices.tsx'

const { checks: words } = pageWords

/** The learner's own server: what is to be done, and what the checks say of it. */
export function Checks({
  exercise,
  onLook,
}: {
  readonly exercise: ExercisePage
  /** Shows what a check sent, by its id. */
  readonly onLook: (check: string) => void
}) {
  const { path, file, isAtWork, isChecking, summary, when, notices, steps } = exercise
  const section = useRef<HTMLElement>(null)
  const before = useRef(when)
  // A verdict that comes is looked for: what fails is brought into sight, with what to do about it.
  useEffect(() => {
    if (isChecking || when === before.current) return
    before.current = when
    section.current?.querySelector('.fails')?.scrollIntoView({ block: 'nearest' })
  }, [isChecking, when])
  return (
    <section class="checks" aria-labelledby="checks-title" ref={section}>
      <h2 id="checks-title">{words.title}</h2>
      <p class="place">
        <code>{path ?? file}</code>
      </p>
      <p role="status">
        {isChecking ? words.checking : (summary ?? words.saveFirst)}
        {!isChecking && when !== undefined && <span class="soft"> ({when})</span>}
      </p>
      <Notices notices={notices} />
      {isAtWork && (
        <div class="steps">
          {steps.map((step) => (
            <Step key={step.number ?? 0} step={step} onLook={onLook} />
          ))}
        </div>
      )}
    </section>
  )
}

function Step({
  step,
  onLook,
}: {
  readonly step: PageStep
  readonly onLook: (check: string) => void
}) {
  const { number, task, sentence, passed, isOpen, checks } = step
  const [hasAll, setHasAll] = useState(false)
  const isDone = passed === checks.length
  const isPart = !checks.every((check) => isTold(check, isOpen))
  const count = (
    <>
      {isDone && <span aria-hidden="true">✔ </span>}
      {words.pass(passed, checks.length)}
    </>
  )
  return (
    <div class={isOpen ? 'step open' : 'step'}>
      <span class="step-number">{number === undefined ? '' : `${number}.`}</span>
      {isOpen ? (
        <Blocks blocks={task} />
      ) : (
        <p>
          <Inlines inlines={sentence} />
        </p>
      )}
      <p class="count">
        {isPart ? (
          <button type="button" aria-expanded={hasAll} onClick={() => setHasAll(!hasAll)}>
            {count}
          </button>
        ) : (
          count
        )}
      </p>
      <ul class="results">
        {failedFirst(checks).map((check) => (
          <Check
            key={check.id}
            check={check}
            isShown={hasAll || isTold(check, isOpen)}
            onLook={onLook}
          />
        ))}
      </ul>
    </div>
  )
}

/** What is wrong is what is looked for. */
const failedFirst = (checks: readonly PageCheck[]) => [
  ...checks.filter(({ verdict }) => verdict === 'fails'),
  ...checks.filter(({ verdict }) => verdict !== 'fails'),
]

/** What passes in a step that is done is counted, and so is what was not run. */
const isTold = ({ verdict, parts }: PageCheck, isOpen: boolean) =>
  parts.length > 0 || verdict === 'fails' || (verdict === 'passes' && isOpen)

const marks: Readonly<Record<PageCheck['verdict'], string>> = {
  passes: '✔',
  fails: '✘',
  'not-reached': '·',
  'not-run': '·',
}

function Check({
  check,
  isShown,
  onLook,
}: {
  readonly check: PageCheck
  readonly isShown: boolean
  readonly onLook: (check: string) => void
}) {
  const { id, name, verdict, parts, wire } = check
  return (
    <li class={verdict} data-check={id} data-verdict={verdict} hidden={!isShown}>
      <span class="verdict" aria-hidden="true">
        {marks[verdict]}
      </span>
      <span class="name">
        {name}
        <span class="hidden">: {words.verdicts[verdict]}</span>
      </span>{' '}
      {wire !== undefined && (
        <button
          type="button"
          class="look"
          aria-label={words.bytesOf(name)}
          onClick={() => onLook(id)}
        >
          {words.bytes}
        </button>
      )}
      {parts.length > 0 && (
        <dl class="parts">
          {parts.map((part, i) => (
            <div key={i}>
              <dt>{part.name}</dt>
              <dd>
                <Blocks blocks={part.blocks} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}
