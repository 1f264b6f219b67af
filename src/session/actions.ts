import { sessionWords } from '../words/session.ts'
import { ask, editRequest, hasForm, openList, send, sendAgain, showWire } from './asking.ts'
import { goToOffered, lowerHand, offeredStage, raiseHand, showToTeacher } from './classroom.ts'
import {
  canRunHere,
  hasMore,
  hasServer,
  hasStrongerHint,
  hasTraffic,
  isAnsweredWrongly,
  isAsked,
  isAtFirstSave,
  isAtPlay,
  isAtWork,
  isExchangeToSend,
  isLastScreen,
  isLastStage,
  isLesson,
  isList,
  isLookedUp,
  isMenu,
  isOnWay,
  isScreen,
  isUnanswered,
  isWire,
  isWork,
  mayGoOn,
  on,
  screenOfFailure,
} from './conditions.ts'
import { workOf } from './exercise.ts'
import { editFile, showDiff, showHint, showSolution, startOver } from './exercise-moves.ts'
import { goBack, goOn, screenPage, toMenu } from './lesson.ts'
import { choose, move, nextRows, runHere, scroll, showInNextLanguage, toggle } from './moves.ts'
import { openPage } from './page.ts'
import type { Running } from './running.ts'
import { serverOf } from './running-server.ts'
import { pageOf, quizOn, type SessionState, screenOf, unseen } from './state.ts'

/** Something that a key does. */
export interface Action {
  /** What it is called in `actionWords`. */
  readonly id: ActionId
  /** The keys, of which the first is named. */
  readonly keys: readonly string[]
  /** Whether it does something now. */
  readonly offered: (state: SessionState) => boolean
  /** Its place at the foot, the smallest first; absent: it is named by `?` alone. */
  readonly rank?: (state: SessionState) => number | undefined
  readonly run: (running: Running, key: string) => void | Promise<void>
  /** Neither at the foot nor in the help. */
  readonly isSilent?: boolean
}

export type ActionId = keyof typeof import('../words/en/session.ts').actions

/** Each key of the course, once: what it is, when it does something, and what it does. */
export const actions: readonly Action[] = [
  { id: 'yes', keys: ['y'], offered: isAsked, rank: () => 1, run: (s) => s.answer('yes') },
  { id: 'no', keys: ['n'], offered: isAsked, rank: () => 2, run: (s) => s.answer('no') },
  {
    id: 'undecided',
    keys: ['escape'],
    offered: isAsked,
    isSilent: true,
    run: (s) => s.answer('left'),
  },

  {
    id: 'more',
    keys: ['space', 'pagedown'],
    offered: (state) => hasMore(state) && !isList(state),
    rank: (state) => (isWire(state) ? 2.5 : 0),
    run: nextRows,
  },
  {
    id: 'more',
    keys: ['enter'],
    offered: (state) =>
      hasMore(state) && !isList(state) && !isWire(state) && !isExchangeToSend(state),
    isSilent: true,
    run: nextRows,
  },
  { id: 'move', keys: ['up', 'down', 'home', 'end'], offered: isList, rank: () => 3, run: move },
  {
    id: 'scroll',
    keys: ['up', 'down', 'pageup', 'home', 'end'],
    offered: (state) => state.fit.lines > state.fit.rows,
    run: scroll,
  },
  { id: 'choose', keys: ['enter'], offered: isList, rank: () => 1, run: (s) => choose(s) },
  {
    id: 'answer',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    offered: (state) => quizOn(screenOf(state)) !== undefined,
    rank: () => 1,
    run: (s, key) => choose(s, Number(key) - 1),
  },
  {
    id: 'pick',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    offered: isList,
    run: (s, key) => choose(s, Number(key) - 1),
  },

  {
    id: 'runIt',
    keys: ['enter'],
    offered: (state) => isOnWay(state) && canRunHere(state),
    rank: () => 1,
    run: (s) => runHere(s),
  },
  {
    id: 'next',
    keys: ['enter'],
    offered: (state) => mayGoOn(state) && !isLastScreen(state),
    rank: () => 1,
    run: goOn,
  },
  {
    id: 'nextStage',
    keys: ['enter'],
    offered: (state) => mayGoOn(state) && isLastScreen(state) && !isLastStage(state),
    rank: () => 1,
    run: goOn,
  },
  {
    id: 'toStages',
    keys: ['enter'],
    offered: (state) => mayGoOn(state) && isLastScreen(state) && isLastStage(state),
    rank: () => 1,
    run: goOn,
  },
  {
    id: 'tooSoon',
    keys: ['enter'],
    offered: (state) => isOnWay(state) && (isUnanswered(state) || isAtWork(state)),
    isSilent: true,
    run: ({ state, say }) =>
      say(
        isAtWork(state)
          ? sessionWords.passFirst
          : isAnsweredWrongly(state)
            ? sessionWords.answerRightFirst
            : sessionWords.answerFirst,
      ),
  },
  {
    id: 'skip',
    keys: ['n'],
    offered: isOnWay,
    rank: (state) => (mayGoOn(state) ? undefined : isAtFirstSave(state) ? 3.6 : 2),
    run: goOn,
  },
  {
    id: 'back',
    keys: ['b'],
    offered: (state) => isLesson(state) && (state.shown.length > 1 || state.screen > 1),
    rank: (state) => {
      if (isLookedUp(state)) return 1
      if (!isOnWay(state)) return undefined
      // Where lines are below, or a check has failed, other keys are needed more.
      if (isWire(state) && hasMore(state)) return 5
      const isNeededLess = isAtFirstSave(state) || screenOfFailure(state) !== undefined
      return isAtWork(state) && isNeededLess ? 4.5 : 3
    },
    run: goBack,
  },

  {
    id: 'send',
    keys: ['enter'],
    offered: isExchangeToSend,
    rank: () => 1,
    run: sendAgain,
  },
  { id: 'edit', keys: ['e'], offered: isExchangeToSend, rank: () => 2, run: editRequest },

  {
    id: 'task',
    keys: ['t'],
    offered: (state) => isWork(state) && state.exercise?.last !== undefined,
    rank: (state) => (isAtWork(state) ? 2 : on('task')(state) ? 1 : undefined),
    run: (s) => toggle(s, 'task', () => s.push({ type: 'task' })),
  },
  {
    id: 'hint',
    keys: ['h'],
    offered: isWork,
    rank: (state) =>
      isAtWork(state) && !state.exercise?.passes ? 3 : hasStrongerHint(state) ? 1 : undefined,
    run: showHint,
  },
  {
    id: 'goThere',
    keys: ['g'],
    offered: (state) =>
      isWork(state) && (isLookedUp(state) || screenOfFailure(state) !== undefined),
    rank: (state) => (isAtWork(state) ? 2.5 : undefined),
    run: (s) => {
      const number = screenOfFailure(s.state)
      if (isLookedUp(s.state)) s.pop()
      else if (number !== undefined) s.push(screenPage(s.state, number, true))
    },
  },
  {
    id: 'editor',
    keys: ['e'],
    offered: (state) => state.exercise?.path !== undefined && !isExchangeToSend(state),
    rank: (state) =>
      isAtFirstSave(state) ? 1 : isAtWork(state) || isAtPlay(state) ? 5 : undefined,
    run: editFile,
  },
  {
    id: 'raiseHand',
    keys: ['!'],
    offered: ({ classroom, exercise }) =>
      classroom !== undefined && classroom.handMs === undefined && exercise !== undefined,
    rank: (state) => (isAtWork(state) && !state.exercise?.passes ? 3.5 : undefined),
    run: raiseHand,
  },
  {
    id: 'lowerHand',
    keys: ['!'],
    offered: ({ classroom }) => classroom?.handMs !== undefined,
    rank: (state) => (isAtWork(state) ? 3.5 : undefined),
    run: lowerHand,
  },
  {
    id: 'showTeacher',
    keys: ['@'],
    offered: ({ classroom, exercise }) => classroom !== undefined && exercise?.path !== undefined,
    run: showToTeacher,
  },
  {
    id: 'toOffered',
    keys: ['>'],
    offered: (state) => offeredStage(state) !== undefined,
    run: goToOffered,
  },
  {
    id: 'check',
    keys: ['k'],
    offered: isWork,
    rank: (state) => (isAtFirstSave(state) ? 1.5 : undefined),
    run: (s) => workOf(s)?.check(),
  },
  { id: 'diff', keys: ['d'], offered: isWork, run: (s) => toggle(s, 'diff', () => showDiff(s)) },
  {
    id: 'solution',
    keys: ['s'],
    offered: isWork,
    run: (s) => toggle(s, 'program', () => showSolution(s)),
  },
  { id: 'over', keys: ['z'], offered: isWork, run: startOver },

  {
    id: 'wire',
    keys: ['w'],
    offered: (state) => hasServer(state) && !(isWire(state) && state.shown.length === 1),
    rank: (state) => (isOnWay(state) && isScreen(state) && unseen(state) === 0 ? 4 : undefined),
    run: (s) => (isWire(s.state) ? s.pop() : showWire(s)),
  },
  {
    id: 'open',
    keys: ['o'],
    offered: hasServer,
    rank: (state) =>
      isWire(state)
        ? 2
        : isAtPlay(state)
          ? 2
          : isAtWork(state) && state.exercise?.passes
            ? 3
            : undefined,
    run: (s) => serverOf(s)?.openBrowser(),
  },
  {
    id: 'unfold',
    keys: ['f'],
    offered: hasTraffic,
    rank: (state) => (isWire(state) ? 4 : undefined),
    run: (s) => ask(s, 'unfold'),
  },
  {
    id: 'form',
    keys: ['m'],
    offered: (state) => hasServer(state) && hasForm(state),
    rank: (state) => (isWire(state) ? 4.5 : undefined),
    run: (s) => ask(s, 'form'),
  },
  {
    id: 'bytes',
    keys: ['x'],
    offered: (state) => isWire(state) && state.server?.run.send !== undefined,
    rank: () => 3.5,
    run: (s) => send(s, Buffer.from(s.state.server?.run.send ?? '', 'latin1')),
  },
  {
    id: 'byHand',
    keys: ['x'],
    offered: (state) => hasServer(state) && state.exchanges.length > 0,
    rank: (state) => (isWire(state) ? 5 : undefined),
    run: (s) => ask(s, 'send'),
  },
  {
    id: 'changed',
    keys: ['u'],
    offered: (state) => hasServer(state) && state.exchanges.length > 1,
    run: (s) => ask(s, 'changed'),
  },
  {
    id: 'page',
    keys: ['v'],
    offered: () => true,
    rank: (state) => (isWire(state) ? 5.5 : undefined),
    run: openPage,
  },
  { id: 'copy', keys: ['c'], offered: hasTraffic, run: (s) => ask(s, 'copy') },
  {
    id: 'list',
    keys: ['i'],
    offered: hasTraffic,
    rank: (state) => (isWire(state) && !isLesson(state) ? 3 : undefined),
    run: (s) => toggle(s, 'exchanges', () => openList(s, 'unfold')),
  },
  {
    id: 'printed',
    keys: ['p'],
    offered: ({ server }) => server?.isOurs === true,
    run: (s) => toggle(s, 'printed', () => s.push({ type: 'printed' })),
  },
  {
    id: 'run',
    keys: ['r'],
    offered: (state) => hasServer(state) || (isLesson(state) && !isWork(state)),
    rank: (state) => (isOnWay(state) && isScreen(state) && isLastScreen(state) ? 4 : undefined),
    run: runHere,
  },
  {
    id: 'filter',
    keys: ['&'],
    offered: (state) => hasServer(state) && (isWire(state) || on('exchanges')(state)),
    run: (s) => s.set({ typing: { what: 'filter', text: s.state.filter } }),
  },
  {
    id: 'search',
    keys: ['/'],
    offered: (state) => !isList(state) && state.fit.rows > 0,
    run: (s) => s.set({ typing: { what: 'search', text: s.state.search } }),
  },
  {
    id: 'pause',
    keys: ['.'],
    offered: isWire,
    rank: (state) => (state.paused === undefined ? undefined : 2),
    run: (s) =>
      s.set(
        s.state.paused === undefined
          ? { paused: s.state.feed }
          : { paused: undefined, seen: s.state.feed.requests },
      ),
  },

  {
    id: 'screens',
    keys: ['j'],
    offered: isLesson,
    run: (s) => toggle(s, 'screens', () => s.push({ type: 'screens', at: s.state.screen - 1 })),
  },
  {
    id: 'language',
    keys: ['a'],
    offered: (state) => state.stage !== undefined && isScreen(state) && !isAtWork(state),
    run: showInNextLanguage,
  },
  {
    id: 'bytesAll',
    keys: ['+'],
    offered: (state) => {
      const page = pageOf(state)
      return page.type === 'exchange' && page.about === 'unfold' && !page.hasAllBytes
    },
    rank: () => 2,
    run: (s) => {
      const page = pageOf(s.state)
      if (page.type === 'exchange') s.swap({ ...page, hasAllBytes: true })
    },
  },
  { id: 'stages', keys: ['l'], offered: isLesson, run: toMenu },
  {
    id: 'leave',
    keys: ['escape'],
    offered: ({ shown }) => shown.length > 1,
    rank: (state) => (isOnWay(state) || isLookedUp(state) ? undefined : 4),
    run: (s) => s.pop(),
  },
  {
    id: 'help',
    keys: ['?'],
    offered: () => true,
    rank: () => 8,
    run: (s) => toggle(s, 'help', () => s.push({ type: 'help' })),
  },
  {
    id: 'quit',
    keys: ['q'],
    offered: () => true,
    rank: () => 9,
    run: (s) => s.set({ end: 'quit' }),
  },
  {
    id: 'quit',
    keys: ['escape'],
    offered: ({ shown }) => shown.length === 1,
    isSilent: true,
    run: (s) =>
      isLesson(s.state) ? toMenu(s) : isMenu(s.state) ? s.set({ end: 'quit' }) : undefined,
  },
]
