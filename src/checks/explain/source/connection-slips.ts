import { slipWords } from '../../../words/slips.ts'
import type { Argument, Call } from './outline.ts'
import { placeOf } from './program-text.ts'
import {
  callsOf,
  isIn,
  isSilent,
  lastName,
  type ReadEvidence,
  type SlipRule,
  slip,
  within,
  wordsFor,
} from './slip.ts'

const { python, node } = slipWords

/** `connection.close` on a line of its own, without the parentheses that call it. */
const notCalled: SlipRule = (e) => {
  const fits: Partial<Record<string, RegExp>> = {
    'left-open': /close|shutdown|end|destroy|finish/,
    hung: /do_GET|doGET|start|serve_forever|serveForever|end|close|listen/,
    unfinished: /start|end|close/,
    exited: /serve_forever|serveForever|listen|accept|start/,
    'not-listening': /listen|serve_forever|serveForever/,
    refused: /listen|serve_forever/,
  }
  const names = fits[e.failure.kind]
  if (names === undefined) return undefined
  const lines = (e.textOf(e.file) ?? '').split(/\r?\n/)
  for (const [i, text] of lines.entries()) {
    const found =
      /^\s*((?:[\w.]+|\w+\([^()]*(?:\([^()]*\)|[^()])*\))\.(\w+))\s*;?\s*(?:#.*|\/\/.*)?$/.exec(
        text,
      )
    const [, whole, name] = found ?? []
    if (whole === undefined || name === undefined || !names.test(name)) continue
    const column = text.indexOf(whole) + whole.length - name.length + 1
    const part = { line: i + 1, column, endLine: i + 1, endColumn: column + name.length }
    return slip(e, 'not-called', part, slipWords.notCalled(name))
  }
  return undefined
}

/** Everything was sent, and nothing in the program closes the connection. */
const nothingCloses: SlipRule = (e) => {
  if (
    e.failure.kind !== 'left-open' ||
    e.check.expect.connection === 'kept' ||
    /^[4-6]/.test(e.file)
  )
    return undefined
  const closing =
    e.language === 'py'
      ? ['close', 'shutdown', 'detach']
      : ['end', 'destroy', 'destroySoon', 'resetAndDestroy', 'pipeline', 'pipe']
  const own = callsOf(e, ...closing).filter(
    ({ name, functions }) =>
      !/^(?:listen\w*|server|file|f)\.(?!pipe)/.test(name) &&
      functions.at(-1) !== 'end' &&
      functions.at(-1) !== 'error',
  )
  if (own.length > 0) return undefined
  const sends = callsOf(e, 'sendall', 'send', 'sendfile', 'write').at(-1)
  const owner = sends?.name.slice(0, sends.name.lastIndexOf('.'))
  // `with connection:` closes it.
  const isClosed = placeOf(e, new RegExp(`^\\s*with\\b.*\\b${owner?.replace(/\W/g, '\\$&')}\\b`))
  if (isClosed !== undefined) return undefined
  return sends && slip(e, 'nothing-closes', sends, wordsFor(e).nothingCloses())
}

/** A second or more, as far as the program says it in figures. */
const isLong = (name: string, args: readonly Argument[]) =>
  args.every(
    ({ kind, value }) => kind !== 'number' || Number(value) >= (/sleep/.test(name) ? 1 : 1000),
  ) && !args.some(({ text }) => /^0?\.\d+$/.test(text))

/** A pause between the response and the end of the connection. */
const sleeps: SlipRule = (e) => {
  if (e.failure.kind !== 'left-open' && e.failure.kind !== 'hung') return undefined
  const call = callsOf(e, 'sleep', 'setTimeout').find(
    ({ functions, args, name }) => functions.length > 0 && isLong(name, args),
  )
  return call && slip(e, 'sleeps', within(call, call.name), slipWords.sleeps)
}

/** The socket that listens, by the name that the program gives it. */
const listeners = (e: ReadEvidence) =>
  callsOf(e, 'listen', 'accept', 'bind').map(({ name }) => name.slice(0, name.lastIndexOf('.')))

const listenerReceives: SlipRule = (e) => {
  if (e.language !== 'py') return undefined
  const call = callsOf(e, 'recv', 'sendall', 'send').find(({ name }) =>
    listeners(e).includes(name.slice(0, name.lastIndexOf('.'))),
  )
  if (call === undefined || !(isSilent(e) || e.failure.kind === 'reset')) return undefined
  const listener = call.name.slice(0, call.name.lastIndexOf('.'))
  return slip(e, 'listener-receives', within(call, call.name), python.listenerReceives(listener))
}

/** How a request that comes in pieces is read wrongly. */
const piecesPython: SlipRule = (e) => {
  if (e.language !== 'py') return undefined
  const { outline, failure } = e
  // What is read behind the response is thrown away.
  const sends = callsOf(e, 'sendall', 'send', 'sendfile')
  const isKept = (recv: Call) =>
    !outline.loops.some(
      ({ line, test }) => line === recv.line && /^(?!.*:=).*\brecv\(/.test(test),
    ) || outline.assignments.some((each) => isIn(recv, each))
  const calls = callsOf(e, 'recv').filter(
    (recv) =>
      isKept(recv) &&
      !sends.some(
        (send) => send.line < recv.line && send.functions.join() === recv.functions.join(),
      ),
  )
  // A first call may stand above the loop.
  const recv = calls.find(({ loops }) => loops > 0) ?? calls[0]
  if (recv === undefined) return undefined
  const loop = outline.loops.findLast(
    (each) => isIn(recv, each) && each.functions.join() === recv.functions.join(),
  )
  const isReading = loop !== undefined && !callsOf(e, 'accept').some((accept) => isIn(accept, loop))
  const isInPieces = failure.kind === 'early' || failure.kind === 'reset'
  if (!isReading) return isInPieces ? slip(e, 'one-receive', recv, python.oneReceive()) : undefined
  const size = /len\([^)]*\)\s*<\s*(\d+)/.exec(loop.test)
  if (size !== null && isSilent(e))
    return slip(e, 'until-size', within(loop, loop.test), python.untilSize(size[1] ?? ''))
  const into = outline.assignments.find((each) => isIn(recv, each))
  const added = outline.assignments.find((each) => each.isAdded && isIn(each, loop))
  const [short] =
    new RegExp(`(?<=\\bif )len\\(${into?.target}\\) *(?:<=?|!=) *\\w+(?= *:)`).exec(loop.text) ?? []
  if (short !== undefined && isInPieces)
    return slip(e, 'short-piece', within(loop, short), python.shortPiece())
  const emptied = outline.assignments.find(
    (each) =>
      !each.isAdded &&
      isIn(each, loop) &&
      /^b?(?:''|"")$/.test(each.value) &&
      each.target === (added?.target ?? into?.target),
  )
  if (emptied !== undefined && (isSilent(e) || isInPieces))
    return slip(e, 'anew-each-piece', emptied, python.anewEachPiece(emptied.target))
  const loopTest = loop.test.replace(/not|in|b'|'/g, '')
  if (
    into !== undefined &&
    !into.isAdded &&
    added === undefined &&
    into.target !== '' &&
    loopTest.includes(into.target) &&
    !/\+/.test(into.value) &&
    (isSilent(e) || isInPieces)
  )
    return slip(e, 'replaced-each-piece', into, python.replacedEachPiece(into.target))
  const hasEmptyLine = /\\n|find|partition|split|endswith/.test(
    loop.text.replace(/print\(.*\)/g, ''),
  )
  if (isSilent(e) && !hasEmptyLine && /True|1/.test(loop.test))
    return slip(
      e,
      'until-closed',
      within(loop, loop.text.split('\n')[0] ?? ''),
      python.untilClosed(),
    )
  const leavesAtEmpty = /==\s*b?(?:''|"")|not\s+\w+\s*:|len\(\w+\)\s*==\s*0|<\s*1/.test(loop.text)
  if (
    hasEmptyLine &&
    !leavesAtEmpty &&
    e.check.before !== undefined &&
    (isSilent(e) || failure.kind === 'busy')
  )
    return slip(e, 'empty-bytes', recv, python.emptyBytes())
  return undefined
}

/** The same for Node. */
const piecesNode: SlipRule = (e) => {
  if (e.language === 'py') return undefined
  const { outline, failure } = e
  const on = outline.calls.find((call) => lastName(call) === 'on' && call.args[0]?.value === 'data')
  const onEnd = outline.calls.find(
    (call) => lastName(call) === 'on' && call.args[0]?.value === 'end',
  )
  const responds = (part: typeof on) =>
    part !== undefined &&
    callsOf(e, 'end', 'write', 'sendFile').some((call) => call !== part && isIn(call, part))
  if (onEnd !== undefined && responds(onEnd) && !responds(on) && isSilent(e))
    return slip(
      e,
      'waits-for-end',
      within(onEnd, onEnd.text.split('\n')[0] ?? ''),
      node.waitsForEnd(),
    )
  if (on === undefined) return undefined
  const first = within(on, on.text.split('\n')[0] ?? '')
  const anew = outline.assignments.find(
    (each) => !each.isAdded && isIn(each, on) && /^(?:''|""|``)$/.test(each.value),
  )
  const added = outline.assignments.find(
    (each) => each.isAdded && isIn(each, on) && each.target === anew?.target,
  )
  if (anew !== undefined && added !== undefined && isSilent(e))
    return slip(e, 'anew-each-piece', anew, node.anewEachPiece(anew.target))
  const given = on.args[1]?.text ?? ''
  const handler = outline.functions.find(({ name }) => name !== '' && given.endsWith(name))
  // It may wait in a function that is called by another name.
  const waits =
    /(?:includes|indexOf|endsWith|split|test|match|search)\((?:[^()]*['"`/])?(?:\\r\\n){2}|(?:\\r\\n){2}\/\w*\.test|slice\(-4\)/.test(
      e.textOf(e.file) ?? '',
    )
  const tests =
    waits || /\\n|includes|indexOf|endsWith|split|match|=>.*\./.test(handler?.text ?? on.text)
  const replaced = outline.assignments.find(
    (each) =>
      !each.isAdded &&
      isIn(each, on) &&
      /^(?:data|text|chunk|piece)\b(?!.*\+)/.test(each.value) &&
      outline.assignments.some((own) => own.target === each.target && !isIn(own, on)),
  )
  if (replaced !== undefined && isSilent(e))
    return slip(e, 'replaced-each-piece', replaced, node.replacedEachPiece(replaced.target))
  if (failure.kind === 'early' && !tests) return slip(e, 'every-piece', first, node.everyPiece())
  return undefined
}

/** A request of another connection is still there. */
const sharedByAll: SlipRule = (e) => {
  const { outline, failure, check } = e
  const isLater = !/^(?:listens|ok)$/.test(check.id)
  if (
    !isLater ||
    !['early', 'hung', 'wrong-output', 'wrong-body', 'answered'].includes(failure.kind)
  )
    return undefined
  const accept = callsOf(e, 'accept')[0]
  const made = outline.assignments.find(
    (each) =>
      !each.isAdded &&
      each.functions.length === 0 &&
      (each.loops === 0 || accept === undefined) &&
      /^b?(?:''|""|``|\[\]|\{\}|None|null)$/.test(each.value) &&
      outline.assignments.some(
        (other) =>
          other.target === each.target &&
          (other.isAdded || other.value.includes(`${each.target} +`)) &&
          (other.functions.length > 0 || other.loops > 0),
      ) &&
      !outline.assignments.some(
        (other) =>
          other !== each &&
          other.target === each.target &&
          !other.isAdded &&
          !other.value.includes(`${each.target} +`),
      ),
  )
  return made && slip(e, 'shared-by-all', made, wordsFor(e).sharedByAll(made.target))
}

/** One visitor at a time. */
const oneAtATime: SlipRule = (e) => {
  if (e.language !== 'py') return undefined
  const { outline, failure, check, observed } = e
  const called = callsOf(e, 'Thread')
    .flatMap(({ args }) => args)
    .find(({ text, kind }) => text.startsWith('target=') && kind === 'call')
  if (called !== undefined && isSilent(e))
    return slip(
      e,
      'started-at-once',
      called,
      python.startedAtOnce(called.text.replace(/^target=/, '')),
    )
  const unstarted = callsOf(e, 'Thread')[0]
  if (unstarted !== undefined && isSilent(e) && callsOf(e, 'start').length === 0)
    return slip(e, 'never-started', unstarted, python.neverStarted())
  const isThread = outline.classes.some(({ base }) => /Thread$/.test(base))
  const run = callsOf(e, 'run').find(({ isAlone, functions }) => isAlone && functions.length === 0)
  if (isThread && run !== undefined && isSilent(e))
    return slip(e, 'never-started', within(run, 'run'), python.runNotStart)
  const isMeant =
    observed?.respondedAfter === 'others-closed' || /silent|two-at-once/.test(check.id)
  if (!isMeant || !(isSilent(e) || failure.kind === 'refused')) return undefined
  const thread = callsOf(e, 'Thread')[0]
  const join = callsOf(e, 'join').find(({ args, name }) => args.length === 0 && !/['"]/.test(name))
  if (thread !== undefined && join !== undefined) return slip(e, 'joined', join, python.joined())
  const server = outline.calls.find(({ name }) => /^(?:[\w.]+\.)?(?:HTTP|TCP)Server$/.test(name))
  if (
    server !== undefined &&
    thread === undefined &&
    !outline.classes.some(({ base }) => base.includes('ThreadingMixIn'))
  )
    return slip(
      e,
      'one-thread',
      within(server, lastName(server)),
      python.oneThread(lastName(server)),
    )
  const accept = callsOf(e, 'accept')[0]
  if (accept === undefined || thread !== undefined) return undefined
  const loop = outline.loops.find((each) => isIn(accept, each))
  const serve =
    loop &&
    outline.calls.find(
      (call) =>
        isIn(call, loop) &&
        call.isAlone &&
        outline.functions.some(({ name }) => name === call.name),
    )
  const recv = callsOf(e, 'recv')[0]
  const part = serve ?? recv
  return (
    part &&
    loop &&
    slip(
      e,
      'serve-blocks',
      within(part, part.name),
      serve === undefined ? slipWords.serveBlocksHere : python.serveBlocks(serve.name),
    )
  )
}

/** Slips in how connections are taken, read and closed. */
export const connectionSlips: readonly SlipRule[] = [
  notCalled,
  sleeps,
  oneAtATime,
  listenerReceives,
  piecesPython,
  piecesNode,
  sharedByAll,
  nothingCloses,
]
