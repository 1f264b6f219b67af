import { languages } from '../../course/language.ts'
import { fitsFilter } from '../../session/filter.ts'
import { onPortInUse } from '../../session/on-port-in-use.ts'
import {
  hasExercise,
  type Page,
  pageOf,
  quizOn,
  type SessionState,
  screenOf,
} from '../../session/state.ts'
import { visitorOf } from '../../session/visitors.ts'
import { terminalWords } from '../../words/terminal.ts'
import { visible } from '../../words/visible.ts'
import { inMargin, wrap } from '../draw/columns.ts'
import { renderProse } from '../draw/prose.ts'
import type { Theme } from '../draw/theme.ts'
import { renderCopyLines } from './copy.ts'
import { renderComparison, renderHint, renderProgram } from './exercise.ts'
import { renderFooter } from './footer.ts'
import type { PageView } from './frame.ts'
import { exchangeRows, renderExchanges, renderHelp, renderScreens } from './lists.ts'
import { renderMenu } from './menu-page.ts'
import { renderPrinted } from './printed.ts'
import { renderAnswer, renderHeading, renderScreen } from './screen.ts'
import { createWireView, type WireView } from './wire.ts'
import {
  renderDown,
  renderNotices,
  renderPlace,
  renderPlayed,
  renderTask,
  renderWork,
} from './work.ts'

/** Draws a session: its state and the size of the terminal make the lines of a page and of its foot. */
export interface SessionView extends PageView {
  /** Does a part of what drawing takes, until it is enough; whether some is left. */
  prepare(state: SessionState, isEnough: () => boolean): boolean
  /** How what is on the wire is drawn. */
  wire(state: SessionState): WireView
}

export function createSessionView(theme: Theme): SessionView {
  const views = new WeakMap<object, WireView>()
  const noServer = {}

  let latest: SessionState | undefined
  const wire = (state: SessionState): WireView => {
    latest = state
    // One for each server: what is drawn is kept for as long as it runs.
    const of = state.server?.run ?? noServer
    const known = views.get(of)
    if (known !== undefined) return known
    const made = createWireView({
      theme,
      show: state.server?.run.show ?? [],
      exchanges: () => exchangesOf(state),
      connections: () => state.connections,
      visitor: ({ client }) => latest && visitorOf(client, latest),
      server: state.server?.name ?? '',
    })
    views.set(of, made)
    return made
  }
  const exchangesOf = (state: SessionState) => state.exchanges

  const draw = (state: SessionState, page: Exclude<Page, { type: 'screen' }>): string[] => {
    const { stage, server } = state
    switch (page.type) {
      case 'menu':
        return renderMenu(state, page.at, theme)
      case 'screens':
        return stage === undefined ? [] : renderScreens(stage, page.at, theme)
      case 'wire':
        return drawWire(state)
      case 'exchanges':
        return renderExchanges(
          terminalWords.listTitle[page.about],
          page.among,
          page.at,
          wire(state),
          theme,
        )
      case 'exchange':
        return drawExchange(state, page)
      case 'printed':
        return server === undefined || state.printed.length === 0
          ? [terminalWords.printedNothing(server?.name ?? '')]
          : [
              theme.paint('strong', terminalWords.printedAll(server.name)),
              '',
              ...renderPrinted(server.name, state.printed, 0, theme),
            ]
      case 'task':
        return renderTask(state, theme)
      case 'hint':
        return renderHint(page.hint, theme)
      case 'program':
        return renderProgram(page.text, page.file, page.language, theme)
      case 'diff':
        return renderComparison(page.own, page.solution, theme)
      case 'help': {
        const [lowest, ...more] = state.shown.slice(0, -1)
        return lowest === undefined ? [] : renderHelp({ ...state, shown: [lowest, ...more] }, theme)
      }
    }
  }

  const drawScreen = (state: SessionState, page: Page & { type: 'screen' }): string[] => {
    const { stage, exercise, stages } = state
    const screen = screenOf(state, page)
    if (stage === undefined || screen === undefined) return []
    const place = {
      stage: page.other ?? stage,
      stages: stages.length,
      number: page.number,
      isCutOff: state.classroom?.isConnected === false,
    }
    const { other } = page
    const isWork = hasExercise(screen) && !page.isLookedUp && exercise !== undefined
    if (isWork && exercise.last !== undefined)
      return [
        ...inMargin(renderHeading(place, theme)),
        '',
        ...renderWork(exercise, exercise.last, stage, theme),
        ...renderDown(state, theme),
      ]
    const isPlay = !isWork && !page.isLookedUp && exercise !== undefined
    const chosen = page.picked === undefined ? undefined : quizOn(screen)?.choices[page.picked]
    return [
      ...(other === undefined
        ? []
        : [
            ` ${theme.paint('accent', terminalWords.inLanguage(languages[other.language].title))}`,
            '',
          ]),
      ...renderScreen(screen, place, theme),
      ...(chosen === undefined ? [] : renderAnswer(chosen, theme)),
      ...(chosen === undefined || chosen.right
        ? []
        : ['', ` ${theme.paint('dim', terminalWords.tryAgain)}`]),
      ...(isWork ? inMargin(['', ...renderPlace(state, theme)]) : []),
      ...(isPlay ? inMargin(['', ...renderPlayed(exercise, state, theme)]) : []),
    ]
  }

  const drawWire = (state: SessionState): string[] => {
    const { server, paused, filter } = state
    if (server === undefined) return []
    const feed = paused ?? state.feed
    const fits = feed.items.filter(
      (item) => item.type !== 'exchange' || filter === '' || fitsFilter(item.exchange, filter),
    )
    const lines = wire(state).feed(fits)
    return [
      ...wrap(
        [
          theme.paint('accent', server.url),
          ...(server.status === 'ready' ? [server.running] : []),
        ].join('   '),
        theme.columns - 2,
      ),
      ...(server.status === 'ready'
        ? renderProse(server.ports, theme).map((line) => theme.paint('dim', line))
        : []),
      ...(server.status === 'starting'
        ? [theme.paint('dim', terminalWords.starting(server.name))]
        : []),
      ...renderNotices(server.said, theme),
      ...(server.awaits === undefined
        ? []
        : ['', ...wrap(awaited[server.awaits], theme.columns - 2)]),
      ...(feed.dropped === 0 ? [] : ['', theme.paint('dim', terminalWords.dropped(feed.dropped))]),
      ...(lines.length === 0 && filter !== '' ? ['', terminalWords.noneFits(filter)] : lines),
    ]
  }
  const awaited = {
    browser: `${terminalWords.waitingForBrowser} ${terminalWords.didNotOpen}`,
    'no-browser': terminalWords.noBrowser,
    visitor: terminalWords.visitor,
  } as const

  const drawExchange = (state: SessionState, page: Page & { type: 'exchange' }): string[] => {
    const { exchange, about } = page
    const view = wire(state)
    switch (about) {
      case 'unfold':
        return view.whole(exchange, page.hasAllBytes)
      case 'changed':
        return view.changed(exchange)
      case 'form':
        return view.form(exchange)
      case 'copy':
        return exchange.request === undefined
          ? []
          : renderCopyLines(
              view.title(exchange),
              exchange.request,
              { host: 'localhost', port: state.server?.port ?? 0 },
              theme,
            )
      case 'send': {
        const bytes = exchange.request?.bytes ?? new Uint8Array()
        const lines = visible(bytes.subarray(0, maxSent), theme.symbols).text.split(/(?<=\n|␊|\\n)/)
        return [
          theme.paint('strong', terminalWords.sendTitle(view.asked(exchange))),
          '',
          ...wrap(
            page.draft === undefined
              ? terminalWords.sendAsItWas
              : terminalWords.sendDraft(page.draft),
            theme.columns - 2,
          ),
          '',
          ...lines.flatMap((line) => wrap(line, theme.columns - 4)).map((line) => `  ${line}`),
        ]
      }
    }
  }

  return {
    page(given) {
      const state = onPortInUse(given)
      const page = pageOf(state)
      // A screen of a lesson brings its own margin.
      return page.type === 'screen' ? drawScreen(state, page) : inMargin(draw(state, page))
    },
    foot: (state) => renderFooter(state, theme),
    prepare: (state, isEnough) =>
      pageOf(state).type === 'wire' &&
      wire(state).prepare((state.paused ?? state.feed).items, isEnough),
    wire,
  }
}

const maxSent = 4000

/** The last exchanges, a line each, to be read when the screen is gone. */
export function renderLeft(state: SessionState, theme: Theme): string[] {
  const among = state.exchanges.slice(-maxLeft).map((exchange) => ({ exchange, check: undefined }))
  return inMargin(exchangeRows(among, createSessionView(theme).wire(state), theme))
}

const maxLeft = 20
