import { useRef, useState } from 'preact/hooks'
import type { ExercisePage, PageCheck } from '../protocol.ts'
import { type ShownCheck, sentAt } from './wire/check-view.tsx'

type Sent = Omit<ShownCheck, 'isAsked'>

interface CheckToShow {
  readonly check: ShownCheck | undefined
  readonly ask: (id: string) => void
  readonly leave: () => void
}

/** The check whose exchanges are to be shown: the one that was asked for, else the first that fails, until it is left. */
export function useCheckToShow(exercise: ExercisePage | undefined): CheckToShow {
  const [asked, setAsked] = useState<{ id: string; file: string } | undefined>()
  /** When the last request had been sent of the run that was left. */
  const [left, setLeft] = useState(0)
  const known = useRef<Sent | undefined>(undefined)
  const { steps = [], isAtWork = false, isChecking = false, file = '' } = exercise ?? {}
  const checks = steps.flatMap((step) => step.checks.flatMap(withWire))
  const own = checks.find(({ id }) => id === asked?.id && file === asked.file)
  // While checks run again, nothing is known of the later ones.
  known.current = own !== undefined || !isChecking ? own : known.current
  const failed = checks.find(({ verdict }) => verdict === 'fails')
  const isNew = isAtWork && failed !== undefined && sentAt(failed.wire) > left
  return {
    check: known.current
      ? { ...known.current, isAsked: true }
      : isNew
        ? { ...failed, isAsked: false }
        : undefined,
    ask: (id) => setAsked({ id, file }),
    leave() {
      setAsked(undefined)
      setLeft(Math.max(left, ...checks.map(({ wire }) => sentAt(wire))))
    },
  }
}

const withWire = ({ wire, ...check }: PageCheck) => (wire === undefined ? [] : [{ ...check, wire }])
