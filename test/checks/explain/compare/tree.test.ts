// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs of learners have them where they are a slip
import { expect, test } from 'vitest'
import { undone } from '../../../../src/checks/explain/compare/undone.ts'
import type { Failure } from '../../../../src/checks/explain/failure.ts'

interface Slip {
  readonly failure: Failure['kind']
  /** The program, and what becomes of it. */
  readonly was: string
  readonly is: string
  /** A program like it, in which nothing is undone for this reason. */
  readonly right: string
}

const slips: Readonly<Record<string, Slip>> = {
  'a Promise that is not awaited': {
    failure: 'early',
    was: 'const read = () => new Promise((f) => f(1))\nasync function serve() {\n  const all = read()\n  end(all)\n}\n',
    is: 'const read = () => new Promise((f) => f(1))\nasync function serve() {\n  const all = await read()\n  end(all)\n}\n',
    right: 'const read = () => 1\nasync function serve() {\n  const all = read()\n  end(all)\n}\n',
  },
  'a function that is put into a text': {
    failure: 'wrong-body',
    was: 'const page = () => 1\nconst all = `HTTP ${page}`\n',
    is: 'const page = () => 1\nconst all = `HTTP ${page()}`\n',
    right: 'const page = 1\nconst all = `HTTP ${page}`\n',
  },
  'a function that is called at once': {
    failure: 'printed-early',
    was: "load().then(console.log('doGET'))\n",
    is: "load().then(() => console.log('doGET'))\n",
    right: "load().then(() => console.log('doGET'))\n",
  },
  'a new value that is not used': {
    failure: 'wrong-body',
    was: "function fill(page) {\n  page.replace('a', 'b')\n  return page\n}\n",
    is: "function fill(page) {\n  page = page.replace('a', 'b')\n  return page\n}\n",
    right: "function fill(page) {\n  return page.replace('a', 'b')\n}\n",
  },
  'another event': {
    failure: 'hung',
    was: "socket.on('end', answer)\n",
    is: "socket.on('data', answer)\n",
    right: "socket.on('data', answer)\n",
  },
  'an encoding': {
    failure: 'wrong-body',
    was: "socket.write(piece.toString('latin1'))\n",
    is: "socket.write(piece.toString('utf8'))\n",
    right: "socket.write(piece.toString('utf8'))\n",
  },
  'half a decoder': {
    failure: 'wrong-output',
    was: 'const name = decodeURI(text)\n',
    is: 'const name = decodeURIComponent(text)\n',
    right: 'const name = decodeURIComponent(text)\n',
  },
  'a value that is given, not compared': {
    failure: 'wrong-output',
    was: "if (food = 'Pizza') say()\n",
    is: "if (food === 'Pizza') say()\n",
    right: "if (food === 'Pizza') say()\n",
  },
  'a list that is replaced': {
    failure: 'wrong-output',
    was: 'function f() {\n  form[name] = [value]\n}\n',
    is: 'function f() {\n  form[name] = [...(form[name] ?? []), value]\n}\n',
    right: 'function f() {\n  form[name].push(value)\n}\n',
  },
  'a text that is replaced': {
    failure: 'hung',
    was: "on('data', (text) => {\n  request = text\n})\n",
    is: "on('data', (text) => {\n  request += text\n})\n",
    right: "on('data', (text) => {\n  request += text\n})\n",
  },
  'the first of a list': {
    failure: 'wrong-output',
    was: "const [query] = path.split('?')\n",
    is: "const [, query] = path.split('?')\n",
    right: "const query = path.split('?')\n",
  },
  'a number of parts': {
    failure: 'hung',
    was: "if (text.split('\\r\\n\\r\\n').length > 2) end()\n",
    is: "if (text.split('\\r\\n\\r\\n').length > 1) end()\n",
    right: "if (text.includes('\\r\\n\\r\\n')) end()\n",
  },
  'a number of letters': {
    failure: 'hung',
    was: "if (text.slice(-2) === '\\r\\n\\r\\n') end()\n",
    is: "if (text.slice(-4) === '\\r\\n\\r\\n') end()\n",
    right: "if (text.endsWith('\\r\\n\\r\\n')) end()\n",
  },
  'a place that is compared with 0': {
    failure: 'hung',
    was: "if (text.indexOf('\\r\\n\\r\\n') === 0) end()\n",
    is: "if (text.indexOf('\\r\\n\\r\\n') !== -1) end()\n",
    right: "if (text.includes('\\r\\n\\r\\n')) end()\n",
  },
  'other line ends': {
    failure: 'hung',
    was: "if (text.includes('\\n\\n')) end()\n",
    is: "if (text.includes('\\r\\n\\r\\n')) end()\n",
    right: "if (text.includes('\\r\\n\\r\\n')) end('<p>one\\ntwo</p>')\n",
  },
  'a head without its empty line': {
    failure: 'malformed',
    was: "const head = 'HTTP/1.1 200 OK\\r\\n'\n",
    is: "const head = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\n",
    right: "const head = 'HTTP/1.1 200 OK\\r\\n\\r\\n'\n",
  },
  'a name in small letters': {
    failure: 'not-listening',
    was: 'listen(process.env.port)\n',
    is: 'listen(process.env.PORT)\n',
    right: 'listen(process.env.PORT)\n',
  },
  'an option too many': {
    failure: 'wrong-body',
    was: 'const file = createReadStream(path, { start: 1, end: 9 })\n',
    is: 'const file = createReadStream(path, { end: 9 })\n',
    right: 'const file = createReadStream(path, { Connection: 1 })\n',
  },
  'a value that may be absent': {
    failure: 'crashed',
    was: "const pairs = query.split('&')\n",
    is: "const pairs = (query ?? '').split('&')\n",
    right: "const pairs = this.path.split('&')\n",
  },
  'the end of a line for the empty line': {
    failure: 'early',
    was: 'const isWhole = /\\r\\n/.test(request)\n',
    is: 'const isWhole = /\\r\\n\\r\\n/.test(request)\n',
    right: "const lines = request.join('\\r\\n')\n",
  },
  'another field of the form': {
    failure: 'wrong-output',
    was: 'const name = form.lastname\n',
    is: 'const name = form.firstname\n',
    right: 'const name = form.entries\n',
  },
  'a function that nothing calls': {
    failure: 'wrong-status',
    was: "const enter = () => process.chdir('site')\nserve()\n",
    is: "const enter = () => process.chdir('site')\nenter()\nserve()\n",
    right: "const enter = () => process.chdir('site')\nenter()\nserve()\n",
  },
  'a return too many': {
    failure: 'left-open',
    was: 'function f() {\n  if (gone) return c.write(head)\n  c.end(words)\n}\n',
    is: 'function f() {\n  if (gone) c.write(head)\n  c.end(words)\n}\n',
    right: 'function f() {\n  if (gone) return\n  c.end(words)\n}\n',
  },
  'another property': {
    failure: 'wrong-body',
    was: "const page = { heading: 'Hi' }\nsend(page.headline)\n",
    is: "const page = { heading: 'Hi' }\nsend(page.heading)\n",
    right: "const page = { heading: 'Hi' }\nsend(page.heading)\n",
  },
  'a list the wrong way round': {
    failure: 'not-listening',
    was: 'const address = [port, host]\n',
    is: 'const address = [host, port]\n',
    right: 'const address = [host, 9001]\n',
  },
  'a call too many': {
    failure: 'wrong-body',
    was: 'send(head + JSON.stringify(html))\n',
    is: 'send(head + html)\n',
    right: 'send(head + html)\n',
  },
  'another variable': {
    failure: 'wrong-length',
    was: "const type = 'text'\nconst page = 'page'\nconst size = Buffer.byteLength(type)\n",
    is: "const type = 'text'\nconst page = 'page'\nconst size = Buffer.byteLength(page)\n",
    right: "const page = 'page'\nconst size = Buffer.byteLength(page)\n",
  },
  'a case without its end': {
    failure: 'wrong-output',
    was: "switch (food) {\n  case 'a':\n    say(1)\n  case 'b':\n    say(2)\n}\n",
    is: "switch (food) {\n  case 'a':\n    say(1); break\n  case 'b':\n    say(2)\n}\n",
    right:
      "switch (food) {\n  case 'a':\n    say(1)\n    break\n  case 'b':\n    say(2)\n    break\n}\n",
  },
  'a block that goes on': {
    failure: 'wrong-body',
    was: 'function f() {\n  if (gone) {\n    end(1)\n  }\n  end(2)\n}\n',
    is: 'function f() {\n  if (gone) {\n    end(1); return\n  }\n  end(2)\n}\n',
    right: 'function f() {\n  if (gone) {\n    end(1)\n    return\n  }\n  end(2)\n}\n',
  },
  'a variable that is made twice': {
    failure: 'hung',
    was: "let all = ''\non('data', (text) => {\n  let all = all0 + text\n})\n",
    is: "let all = ''\non('data', (text) => {\n  all = all0 + text\n})\n",
    right: "let all = ''\non('data', (text) => {\n  all = all0 + text\n})\n",
  },
  'what is made once for all': {
    failure: 'wrong-body',
    was: 'const file = open(name)\nfunction send() {\n  file.pipe(socket)\n}\n',
    is: '\nfunction send() {\n  const file = open(name)\nfile.pipe(socket)\n}\n',
    right: 'function send() {\n  const file = open(name)\n  file.pipe(socket)\n}\n',
  },
  'two lines the wrong way round': {
    failure: 'unanswered',
    was: 'function f() {\n  socket.end()\n  socket.write(page)\n}\n',
    is: 'function f() {\n  \n  socket.write(page)\nsocket.end()\n}\n',
    right: 'function f() {\n  socket.end(page)\n}\n',
  },
}

test.each(Object.entries(slips))('%s is undone', (_name, { failure, was, is, right }) => {
  const found = undone(was, 'node', failure).find(({ source }) => source === is)
  expect(found?.source).toBe(is)
  const same = undone(right, 'node', failure).filter(
    ({ why, text }) => why === found?.why && text === found?.text,
  )
  expect(same).toEqual([])
})

test('a program that can not be read is left alone', () => {
  expect(undone("if (food = 'Pizza' {\n", 'node', 'exited')).toEqual([])
})
