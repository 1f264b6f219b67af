import { slipWords } from '../../../words/slips.ts'
import { stepSlipWords as words } from '../../../words/step-slips.ts'
import type { Call } from './outline.ts'
import { placeOf } from './program-text.ts'
import { callsOf, isIn, isPython, lastName, type SlipRule, slip, within } from './slip.ts'

/** A stage of classes, in which no server is made yet. */
export const noServer: SlipRule = (e) => {
  if (e.failure.kind !== 'exited' || !/^[4-6]/.test(e.file)) return undefined
  const makes = e.outline.calls.some(({ name }) => /Server$|create_server|serve/i.test(name))
  return makes
    ? undefined
    : { id: 'no-server', what: undefined, where: undefined, ...words.noServer(isPython(e)) }
}

/** `process.exit()` below the server. */
export const endsAtEnd: SlipRule = (e) => {
  if (e.failure.kind !== 'exited') return undefined
  const exit = e.outline.calls.find(
    ({ name, functions, loops }) =>
      /^(?:sys\.exit|exit|quit|os\._exit|process\.exit)$/.test(name) &&
      functions.length + loops === 0,
  )
  return exit && slip(e, 'ends-itself', exit, words.endsAtEnd(exit.name))
}

/** `protocol_version = '1.1'`. */
export const versionNotHttp: SlipRule = (e) => {
  const { failure } = e
  if (!isPython(e) || failure.kind !== 'malformed') return undefined
  const made = e.outline.assignments.find(
    ({ target, value }) =>
      /(?:^|\.)protocol_version$/.test(target) && !/^['"]HTTP\/\d\.\d['"]$/.test(value),
  )
  return made && slip(e, 'version-not-http', made, words.versionNotHttp)
}

/** `ThreadingHTTPServer.protocol_version = …`: the version of something that is no handler. */
export const versionElsewhere: SlipRule = (e) => {
  if (!isPython(e) || e.failure.kind !== 'not-kept') return undefined
  const given = e.outline.calls.find(({ name }) => /HTTPServer$/.test(name))?.args.at(-1)?.text
  for (const made of e.outline.assignments) {
    const owner = /^(\w+)\.protocol_version$/.exec(made.target)?.[1]
    if (owner === undefined || owner === given || owner === 'self') continue
    if (/Handler$/.test(owner)) continue
    return slip(e, 'version-elsewhere', made, words.versionElsewhere(owner))
  }
  return undefined
}

/** `os.chdir('site')` below the call that serves for ever. */
export const folderTooLate: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-status' || e.failure.status !== 404) return undefined
  const serve = callsOf(e, 'serve_forever', 'serveForever')[0]
  const chdir = callsOf(e, 'chdir')[0]
  if (serve === undefined || chdir === undefined) return undefined
  const isBeside = (call: Call) => chdir.functions.join() === call.functions.join()
  // What serves may be a function of the program's own.
  const begin = isBeside(serve)
    ? serve
    : e.outline.calls.find((call) => call.name === serve.functions.at(-1) && isBeside(call))
  return begin !== undefined && chdir.line > begin.line
    ? slip(e, 'folder-too-late', chdir, words.folderTooLate(lastName(begin)))
    : undefined
}

/** `do_GET` below the class, not in it. */
export const outsideClass: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output' || !/^[56]/.test(e.file)) return undefined
  const wanted = isPython(e) ? 'do_GET' : 'doGET'
  const own = e.outline.classes.find(({ base }) => /Handler/.test(base))
  const method = e.outline.functions.find(({ name }) => name === wanted)
  if (own === undefined || method === undefined || isIn(method, own)) return undefined
  return slip(
    e,
    'outside-class',
    within(method, wanted),
    words.outsideClass(wanted, own.name, isPython(e)),
  )
}

/** `await super.doGET` without its parentheses. */
export const superNamed: SlipRule = (e) => {
  if (!['hung', 'unanswered', 'not-kept', 'wrong-status'].includes(e.failure.kind)) return undefined
  const place = placeOf(e, /\bsuper(?:\(\))?\.(do_?GET)\b(?!\s*[(.])/)
  return place && slip(e, 'not-called', place, slipWords.notCalled(place.found[1] ?? ''))
}

/** A method of the class itself, which no object has. */
export const staticMethod: SlipRule = (e) => {
  if (isPython(e) || e.failure.kind !== 'wrong-output') return undefined
  const method = e.outline.functions.find(
    ({ name, className, text }) =>
      className && name === 'doGET' && /^(?:async\s+)?static\b/.test(text),
  )
  return method && slip(e, 'static-method', within(method, 'static'), words.staticMethod)
}

/** The same food is asked for twice, and another one never. */
export const foodTwice: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output' || !/^6/.test(e.file)) return undefined
  const food = new URLSearchParams((e.check.send?.get ?? '').split('?')[1] ?? '').get('food') ?? ''
  if (words.sentences[food] === undefined) return undefined
  if (e.outline.strings.some(({ value }) => value === food)) return undefined
  const others = Object.keys(words.sentences)
  const again = e.outline.strings.find(
    (each, i) =>
      others.includes(each.value) &&
      e.outline.strings.slice(0, i).some(({ value }) => value === each.value),
  )
  return again && slip(e, 'food-twice', again, words.foodTwice(again.value, food))
}

/** `form.length` of a form that is printed as an object, which has no length. */
export const lengthOfObject: SlipRule = (e) => {
  if (isPython(e) || !/^6/.test(e.file) || e.failure.kind !== 'wrong-output') return undefined
  const place = placeOf(e, /\b(form\.length)\b/)
  const isObject = /^\{ ?/m.test(e.failure.printed.stdout)
  return isObject && place
    ? slip(e, 'length-of-object', place, words.lengthOfObject('form'))
    : undefined
}

/** A condition that is always true: `food = 'Pizza'`, `food == 'Pizza' or 'Tacos'`. */
export const alwaysTrue: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output') return undefined
  const assigned = isPython(e) ? undefined : placeOf(e, /\bif\s*\(\s*(\w+ = ['"`]\w+['"`])\s*\)/)
  if (assigned !== undefined)
    return slip(
      e,
      'assigned-in-if',
      assigned,
      words.assignedInIf(assigned.found[1]?.replace('=', '===') ?? ''),
    )
  const either = placeOf(e, /\bif\b.*[=!]==?\s*['"]\w+['"]\s*((?:\|\||or)\s*['"]\w+['"])/)
  return either && slip(e, 'always-true', either, words.alwaysTrue(isPython(e)))
}
