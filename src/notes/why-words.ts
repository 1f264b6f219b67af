import type { Why } from './why.ts'

/** The reason as words for a beginner; undefined where there is nothing to say. */
export function whyWords(why: Why): string | undefined {
  switch (why.type) {
    case 'navigation':
      return 'an address was typed or opened: this is the page itself'
    case 'reload':
      return 'you pressed reload'
    case 'reload-after-error':
      return 'reloaded, by you or by the error page, which tries again by itself'
    case 'hard-reload':
      return 'you reloaded and asked for fresh copies of everything'
    case 'again':
      return 'asked for once more: Firefox sends the same for a reload and for a typed address'
    case 'retry':
      return 'asked again at once: the connection before was closed without an answer'
    case 'prefetch':
      return 'you did not ask for this: the browser fetches it in case you do'
    case 'link':
      return `a link on ${why.from} was followed`
    case 'form':
      return why.from === undefined ? 'a form was sent' : `a form on ${why.from} was sent`
    case 'form-again':
      return 'the same form was sent once more, to the byte'
    case 'redirect':
      return `the answer to ${why.from} sent the browser here`
    case 'favicon':
      return 'you did not ask for this: the browser wants the small picture for the tab'
    case 'picture':
      return `${page(why.from)} shows a picture`
    case 'fetch':
      return `a script on ${page(why.from)} asks for this`
    case 'part':
      return `${page(why.from)} needs this (${kinds.get(why.kind) ?? why.kind})`
    case 'program':
      return `sent by ${why.name}, not by a browser`
    case 'unknown':
      return undefined
  }
}

const page = (path: string | undefined) => (path === undefined ? 'the page' : `the page ${path}`)

/** Values of Sec-Fetch-Dest in words (Fetch Metadata, section 2.1). */
const kinds: ReadonlyMap<string, string> = new Map([
  ['style', 'a style sheet'],
  ['script', 'a script'],
  ['font', 'a font'],
  ['iframe', 'a page inside it'],
  ['frame', 'a page inside it'],
  ['audio', 'a sound'],
  ['video', 'a film'],
  ['track', 'subtitles'],
  ['manifest', 'its manifest'],
  ['worker', 'a script that runs beside it'],
  ['sharedworker', 'a script that runs beside it'],
  ['serviceworker', 'a script that runs beside it'],
])
