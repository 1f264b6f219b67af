/** A slip in a program of Python: why it is one, and what to do. Values are from the program. */

const code = (text: string) => `\`${text}\``

export const python = {
  plainTemplate: (hole: string) => ({
    why: `${hole} is not replaced in Python, it stays as it is`,
    fix: `Put an f before the quotes, and write ${code(hole.replace('$', ''))}.`,
  }),
  noFormat: (hole: string) => ({
    why: `${hole} stays as it is, because the f before the quotes is missing`,
    fix: "Write `f'…'`.",
  }),
  bytesShown: () => ({
    why: "bytes written into a string come out as b'…', with the b and the quotes",
    fix: "Turn the bytes into a string first: `str(request, 'utf-8', 'replace')`.",
  }),
  nothingCloses: () => ({
    why: 'this sends and leaves the connection open, and nothing closes it',
    fix: 'Call `close()` on the connection after you have sent everything.',
  }),
  charactersCounted: (value: string) => ({
    why: `${value} counts characters, and Content-Length counts bytes`,
    fix: `Write ${code(value.replace(/\)$/, '.encode())'))}.`,
  }),
  lengthWritten: (said: string) => ({
    why: `the number ${said} is written into the program, whatever the length of the body is`,
    fix: 'Take the length of the bytes that you send: `len(body.encode())`.',
  }),
  oneReceive: () => ({
    why: 'recv is called once. It gives what has come until then, and that may be a part of the request',
    fix: "Call it in a loop and add the pieces, until `b'\\r\\n\\r\\n'` is in them.",
  }),
  anewEachPiece: (name: string) => ({
    why: `${name} is emptied again for each piece, so the pieces before are lost`,
    fix: 'Move this line above the loop that calls recv.',
  }),
  replacedEachPiece: (name: string) => ({
    why: '= puts the new piece in place of the pieces before it',
    fix: `Write ${code(`${name} += …`)}.`,
  }),
  sharedByAll: (name: string) => ({
    why: `${name} is made once for all connections, so what other browsers sent is still in it`,
    fix: `Make it (${code(`${name} = b''`)}) where each connection begins: below accept, before the loop that calls recv.`,
  }),
  shortPiece: () => ({
    why: 'recv gives what has come until then, so a short piece need not be the last one',
    fix: "Leave the loop when `b'\\r\\n\\r\\n'` is in what has come.",
  }),
  untilSize: (size: string) => ({
    why: `this waits for ${size} bytes, and a shorter request never has so many`,
    fix: "Wait until `b'\\r\\n\\r\\n'` is in the request.",
  }),
  untilClosed: () => ({
    why: 'this loop ends only when the browser closes the connection, and the browser waits for your response',
    fix: "Leave the loop when `b'\\r\\n\\r\\n'` is in what has come.",
  }),
  emptyBytes: () => ({
    why: "recv gives b'' at once when the browser has left. This loop then never ends",
    fix: "Leave the loop when recv gives `b''`: `if piece == b'': break`.",
  }),
  listenerReceives: (name: string) => ({
    why: `${name} is the socket that listens. It has no browser at its other end`,
    fix: 'Call `recv` on the connection that accept gives back.',
  }),
  portWritten: (port: string) => ({
    why: `the port ${port} is written into the program, and the server was given another one`,
    fix: "Write `int(os.environ['PORT'])`, and `import os` at the top of the file.",
  }),
  hostWritten: (host: string) => ({
    why: `${host === '' ? "'' means every address of this machine" : `${host} is written into the program`}, and the server was given one address`,
    fix: "Write `os.environ['HOST']`, and `import os` at the top of the file.",
  }),
  neverListens: () => ({
    why: 'the socket is made here, and nobody calls its listen',
    fix: 'Call `listen()` on it, after `bind`.',
  }),
  neverServes: () => ({
    why: 'the server is made here, and nobody tells it to serve, so the program ends',
    fix: 'Call `serve_forever()` on it, on the last line.',
  }),
  oneAccept: () => ({
    why: 'accept is called once, so there is only one visitor, and then the program ends',
    fix: 'Put it, and what follows it, into `while True:`.',
  }),
  startedAtOnce: (call: string) => ({
    why: `${call} runs now, before the thread is made, because of the parentheses`,
    fix: 'Give the function and its values apart: `target=serve, args=[client_connection]`, with the names of your program.',
  }),
  runNotStart: {
    why: 'run works right here, and the next accept has to wait for it',
    fix: 'Call `.start()`: it begins a thread, which calls run.',
  },
  neverStarted: () => ({
    why: 'the thread is made here, and nobody starts it',
    fix: 'Call `.start()` on it.',
  }),
  joined: () => ({
    why: 'join waits until the thread is done, and nobody else is served meanwhile',
    fix: 'Leave `join()` out.',
  }),
  serveBlocks: (call: string) => ({
    why: `${call} works for one connection until it is done. Only then accept is called again`,
    fix: `Give it to a thread: ${code(`Thread(target=${call}, args=[client_connection], daemon=True).start()`)}.`,
  }),
  oneThread: (server: string) => ({
    why: `${server} works for one connection until it is closed, and all others wait`,
    fix: `Use ${code(`Threading${server}`)}, from the same module.`,
  }),
  madeOnce: (name: string) => ({
    why: `${name} is made once for all requests, so what was sent before is still in it`,
    fix: 'Make it inside of `do_GET`.',
  }),
  superMissing: (name: string) => ({
    why: `this ${name} replaces that of the parent class, and nothing in it calls the parent's, which sends the page`,
    fix: `Write ${code(`super().${name}()`)} in it.`,
  }),
  beforeSuper: (name: string) => ({
    why: 'this prints before the parent class has sent the page',
    fix: `Move it below ${code(`super().${name}()`)}.`,
  }),
  noFolder: () => ({
    why: 'nothing tells your server that the pages lie in the folder site',
    fix: "Write `os.chdir('site')` before the server is made.",
  }),
  wrongOrder: () => ({ why: '\\n\\r is the wrong order', fix: 'Write `\\r\\n`.' }),
  doubleBackslash: () => ({
    why: 'the backslash and the letter themselves are sent: two backslashes, or an r before the quotes',
    fix: 'Write one backslash, and no r before the quotes.',
  }),
  bytesAsText: () => ({
    why: 'without b in its mode the file is read as text, and its bytes change',
    fix: "Open it with `open(path, 'rb')`.",
  }),
  oneTypeForAll: (type: string) => ({
    why: `every file is sent as ${type}`,
    fix: 'Ask `self.guess_type(path)` for the type.',
  }),
  printMissing: () => ({
    why: 'nothing in your program prints it',
    fix: 'Write `print(…)` with it.',
  }),
  headSendsBody: () => ({
    why: 'a response to HEAD has no body, and this sends the one of GET',
    fix: 'Leave `do_HEAD` to the parent class.',
  }),
  sendsPart: () => ({
    why: 'send sends as much as there is room for, which may be only a part',
    fix: 'Use `sendall`.',
  }),
}
