import { listed, plural } from '../plural.ts'

/** What is told of causes that are seen from outside: in the bytes, in their times, in the system. */

const code = (text: string) => `\`${text}\``

export const otherPort = (
  ports: readonly number[],
  port: number | undefined,
  isPython: boolean,
) => ({
  what: `Your server listens on port ${listed(ports.map(String))}, and not on the port in the environment variable PORT${port === undefined ? '' : `, which is ${port}`}.`,
  why: 'The course gives your server its own port, so that it can stand between the browser and your server.',
  fix: isPython
    ? `Take the port from ${code("int(os.environ['PORT'])")}.`
    : `Take the port from ${code('Number(process.env.PORT)')}.`,
})
export const otherAddress = (hosts: readonly string[], isPython: boolean) => ({
  what: `Your server listens at ${listed(hosts)}, and not at 127.0.0.1, the address in the environment variable HOST.`,
  why: 'A browser that asks at 127.0.0.1 finds nobody there.',
  fix: isPython
    ? `Take the address from ${code("os.environ['HOST']")}, and the family ${code('socket.AF_INET')}.`
    : `Take the address from ${code('process.env.HOST')}.`,
})
export const openAddress = (isPython: boolean) => ({
  what: 'Your server can be reached from the network: other machines can connect to it.',
  why: 'here it takes every address of this machine, and not the one in the environment variable HOST',
  fix: isPython
    ? `Take the address from ${code("os.environ['HOST']")}: ${code('(HOST, PORT)')}.`
    : `Take the address from ${code('process.env.HOST')}: ${code('listen(PORT, HOST)')}, or ${code('[HOST, PORT]')} for HTTPServer.`,
})
export const neverListens = (isPython: boolean) => ({
  what: 'Your program runs, but it listens on no port at all.',
  why: 'nothing in your file makes the program listen',
  fix: isPython
    ? `Call ${code('bind((HOST, PORT))')} and then ${code('listen()')}.`
    : `Call ${code('listen(Number(PORT), HOST)')}.`,
})
export const noListenCall = {
  what: 'Your program has a socket with the right port, but it listens on no port.',
  why: 'a socket that is bound does not listen yet',
  fix: `Call ${code('listen()')} after ${code('bind(…)')}.`,
}
export const endedAfterOne = (isPython: boolean) => ({
  what: 'Your program served a browser, and then it ended.',
  why: 'A web server serves one browser after the other, until it is stopped.',
  fix: isPython
    ? `Write ${code('while True:')} above the line with ${code('accept()')}, and indent what follows.`
    : 'Remove what closes the server or ends the program.',
})
export const stopsListening = {
  what: 'After the first browser your server took no more connections.',
  why: 'after this call nobody can connect any more',
  fix: 'Close only the connection to the browser, not the server.',
}
export const noServeForever = (isPython: boolean) => ({
  what: isPython
    ? 'Your server listens, but it never begins to serve.'
    : 'Your server listens, but it never begins to respond.',
  why: 'it is made here, and nothing makes it serve',
  fix: `Write ${code(isPython ? 'httpd.serve_forever()' : 'await httpd.serveForever()')} at the end.`,
})
export const oneAtATime = (isPython: boolean) => ({
  what: 'Your server was busy with another connection, which had sent nothing. It responded only when that one was closed.',
  why: 'it serves one connection at a time',
  fix: isPython
    ? `Serve each connection in a thread: ${code('Thread(target=serve, args=[client_connection], daemon=True).start()')}.`
    : 'Let Node call your functions for each connection, and wait for none of them.',
})
export const connectionsMixed = {
  what: 'Two browsers asked at the same moment, and one of them got no response.',
  why: 'There is one variable for the connection, and the second browser replaced the first in it.',
  fix: 'Keep the connection in a variable or a parameter of the function that serves it.',
}
export const readsUntilSize = {
  what: 'Your server responded only after more bytes had come than the request has.',
  why: 'A request ends with an empty line, however long it is. Your server waits for a number of bytes.',
  fix: `Read until ${code('\\r\\n\\r\\n')} has come.`,
}
export const readsUntilClose = {
  what: 'Your server responded only after the browser had closed its side of the connection.',
  why: 'A browser keeps its side open and waits. So both wait for ever.',
  fix: `Read until ${code('\\r\\n\\r\\n')} has come, not until the connection ends.`,
}
export const piecesNotJoined = (pieces: number, isPython: boolean) => ({
  what: `The request came in ${plural(pieces, 'piece')}, and your server did not respond. In one piece it does.`,
  why: 'The empty line can be cut by the end of a piece. It is in none of them alone.',
  fix: isPython
    ? `Add each piece to the ones before (${code('request += piece')}), and look for the empty line in all of them.`
    : `Add each piece to the ones before (${code('request += text')}), and look for the empty line in all of them.`,
})
export const readsOnce = (after: number, of: number, isPython: boolean) => ({
  what: `Your server responded when ${after} of the ${of} bytes of the request had come.`,
  why: 'one read is not always a whole request',
  fix: isPython
    ? `Call ${code('recv')} again and again until ${code("b'\\r\\n\\r\\n'")} has come.`
    : `Respond only when ${code('\\r\\n\\r\\n')} has come.`,
})
export const requestKept = (isPython: boolean) => ({
  what: 'The request of the browser before was still there when the next one came.',
  why: 'it is made once, for all connections together',
  fix: isPython
    ? `Write ${code("request = b''")} inside the function that serves one connection.`
    : `Write ${code("let request = ''")} inside the function that is called for each connection.`,
})
export const spins = (isPython: boolean) => ({
  what: 'A browser closed the connection. Since then your program has kept the processor busy, though nobody asks.',
  why: isPython
    ? 'this loop goes on after the browser has left'
    : 'a loop of your program goes on for ever',
  fix: isPython
    ? `${code('recv')} gives ${code("b''")} when the browser has left. Close the connection and leave the loop then.`
    : 'Leave the loop when the browser has left.',
})

export const slashes = {
  what: 'Your server sent a slash and a letter, /r or /n, where a line should end.',
  why: 'with / these are ordinary letters',
  fix: `Write ${code('\\r\\n')}, with backslashes.`,
}
export const backslashesSent = {
  what: 'Your server sent a backslash and a letter where a line should end.',
  why: 'in this string \\r\\n are four letters and no end of a line',
  fix: `Write ${code('\\r\\n')} with single backslashes, in a string that is not raw.`,
}
export const swapped = {
  what: 'Your server sent \\n\\r where a line should end.',
  why: 'here \\n comes before \\r',
  fix: `Write ${code('\\r\\n')}.`,
}
export const templateSent = (text: string, isPython: boolean) => ({
  what: `Your server sent the letters ${text}.`,
  why: isPython
    ? 'without an f before the quotes, braces are ordinary letters'
    : 'in these quotes it is not replaced',
  fix: isPython
    ? `Write ${code('f')} before the quotes.`
    : `Use backticks instead of quotes, and write ${code('\u0024{…}')}.`,
})
export const promiseSent = {
  what: 'Your server sent [object Promise]: a promise, and not what it will be.',
  why: 'this takes time, and nobody waited for it',
  fix: `Write ${code('await')} before the call, in a function that begins with ${code('async')}.`,
}
export const objectSent = (text: string) => ({
  what: `Your server sent ${text}, an object written as text, and not what is in it.`,
  why: 'this is an object, not a string',
  fix: 'Send the part of it that you mean.',
})
export const bytesSent = {
  what: "Your server sent b'…', bytes written as text, with their quotes.",
  why: `${code('str(…)')} of bytes gives the way they are written in a program`,
  fix: `Turn bytes into a string with ${code("str(data, 'utf-8')")}, or send the bytes as they are.`,
}
export const nothingSent = (text: string) => ({
  what: `Your server sent the word ${text}.`,
  why: 'this had no value when it was sent',
  fix: 'Give it a value before you send it, or return one from the function.',
})
export const headerMisspelt = (sent: string, meant: string) => ({
  why: `this is ${sent}; browsers look for ${meant}`,
  fix: `Write ${code(meant)}.`,
})
export const headerInBody = (name: string) => ({
  what: `Your server sent ${name} after the empty line.`,
  why: 'After the empty line everything is the body, and the browser shows it.',
  fix: `Write ${name} before the empty line.`,
})
export const headerInStatusLine = (name: string) => ({
  what: `Your server sent ${name} in the status line.`,
  why: 'the status line has to end before the first header',
  fix: `Write ${code('\\r\\n')} after ${code('200 OK')}.`,
})
export const headerWithoutColon = (sign: string | undefined) => ({
  why:
    sign === undefined
      ? 'there is no colon after the name of the header'
      : `there is ${code(sign)} and no colon`,
  fix: `Write ${code('Name: value')}.`,
})
export const noEmptyLine = {
  what: 'Your server sent no empty line before the body.',
  why: 'The empty line tells the browser that the headers end here and the body begins.',
  fix: `End the last header with ${code('\\r\\n\\r\\n')}, or the status line where there is no header.`,
}
export const versionMissing = (line: string) => ({
  what: 'Your server sent no version before the status code.',
  why: 'A status line begins with the version, and then comes the status code.',
  fix: `Write ${code(`HTTP/1.1 ${line}`)}.`,
})
export const noStatusLine = (status: number) => ({
  what: 'Your server sent no status line.',
  why: 'A response begins with its version and its status code. Browsers take anything else for an error, or for plain text.',
  fix: `Send ${code(`${statusLine(status)}\\r\\n\\r\\n`)} first.`,
})
const statusLine = (status: number) =>
  status === 404 ? 'HTTP/1.1 404 Not Found' : 'HTTP/1.1 200 OK'
export const badStatusLine = (status: number) => ({
  why: 'A status line is a version, a space, a status code of three digits, a space, and the reason.',
  fix: `Write ${code(`${statusLine(status)}\\r\\n`)}.`,
})
export const lineFeedAlone = {
  why: 'this line ends in \\n alone',
  fix: `Write ${code('\\r\\n')}.`,
}
export const indented = {
  why: 'Spaces stand before the status line. A string of several lines keeps the spaces of your program.',
  fix: 'Begin the string with HTTP, right after its quotes.',
}
export const notUtf8 = (isPython: boolean) => ({
  why: 'The text was sent in another encoding than Content-Type says.',
  fix: isPython
    ? `Send text with ${code("bytes(text, 'utf-8')")}, and files as bytes: ${code("open(path, 'rb')")}.`
    : 'Send text as UTF-8, which is what Node does unless you name another encoding, and files as bytes.',
})
export const notCompressed = (coding: string) => ({
  why: `The browser tries to unpack the body and does not show it, for it is not packed with ${coding}.`,
  fix: 'Leave Content-Encoding out.',
})
export const charactersCounted = (isPython: boolean) => ({
  why: 'The length was counted in characters, but Content-Length counts bytes. 한 has three of them.',
  fix: isPython
    ? `Count with ${code('len(text.encode())')}, or ${code('os.path.getsize(path)')} for a file.`
    : `Count with ${code('Buffer.byteLength(text)')}, or take the size of the file.`,
})
export const wrongLength = (said: number, bytes: number) => ({
  why: `Content-Length says ${said}, and ${plural(bytes, 'byte')} were sent.`,
  fix: 'Count the bytes that you send after the empty line, no more and no fewer.',
})
export const neverClosed = (isPython: boolean) => ({
  why: 'Your server has sent the response and left the connection open. The browser waits for more.',
  fix: isPython
    ? `Call ${code('client_connection.close()')} after ${code('sendall')}.`
    : `Send with ${code('end')}, which closes the connection.`,
})
export const closesFirst = {
  what: 'Your server closed the connection and sent nothing.',
  why: 'here the connection is closed without a response',
  fix: 'Send the response before you close the connection.',
}
export const chunkMissing = (isPython: boolean) => ({
  what: 'Your server closed the connection before the last chunk.',
  why: 'With Transfer-Encoding: chunked the end is a chunk of size 0. Without it the response is unfinished.',
  fix: isPython
    ? `Send ${code("b'0\\r\\n\\r\\n'")} at the end.`
    : `Send ${code('0\\r\\n\\r\\n')} at the end, or let Node do it: call ${code('response.end()')}.`,
})
export const bodyAfterHead = {
  what: 'Your server sent a body after a HEAD request.',
  why: 'HEAD asks for the headers alone. What follows would be taken for the next response.',
  fix: 'Send the same headers as for GET, and no body.',
}
export const tooManyBytes = {
  what: 'Your server sent more bytes after the end of the response.',
  why: 'On a connection that stays open they are taken for the next response.',
  fix: 'Send as many bytes as Content-Length says.',
}
export const unreadReset = (isPython: boolean) => ({
  why: 'A server that closes a connection and has not read everything resets it. The response may be lost.',
  fix: isPython
    ? `Read until ${code("b'\\r\\n\\r\\n'")} has come before you respond. Then close.`
    : 'Read until the empty line has come before you respond.',
})

export const notInSite = (isPython: boolean) => ({
  what: 'Your server looked for the page in another folder. The page lies in the folder site.',
  why: 'The handler looks for files in the folder that the program is in, which is not site.',
  fix: `Write ${code(isPython ? "os.chdir('site')" : "process.chdir('site')")} before the server is made.`,
})
export const sameTypeForAll = (type: string) => ({
  why: `Your server has sent ${type} for every file so far.`,
  fix: 'Choose the type by the end of the name of the file.',
})
export const typeOfBefore = (type: string) => ({
  why: `${type} is the type of the file that was asked for before.`,
  fix: 'Choose the type again for each request, inside the function that responds.',
})
export const pathOutside = (path: string, name: string) => ({
  what: 'Your server reads a file by its full path. The checks run in a copy of your folder, with files of their own.',
  why: 'this path leads to your folder, from wherever the program runs',
  fix: `Write the path from your folder on: ${code(name)} instead of ${code(path)}.`,
})
export const readOnce = {
  what: 'Your server sent the file as it was before.',
  why: 'the file is read once, when the program starts',
  fix: 'Read the file inside the function that responds.',
}
export const readAsText = (isPython: boolean) => ({
  what: 'The file was read as text, and its bytes were changed.',
  why: 'read as text, bytes that are no letters and ends of lines change',
  fix: isPython
    ? `Open it with ${code("open(path, 'rb')")}.`
    : `Read it without an encoding such as ${code("'utf8'")}.`,
})
export const readWhole = (isPython: boolean) => ({
  what: 'Your server read the whole file before the browser took the first piece.',
  why: 'this reads everything at once',
  fix: isPython
    ? `Send it with ${code('client_connection.sendfile(file)')}, or read and send in a loop.`
    : `Read it piece by piece: ${code('createReadStream(path)')}, and ${code('file.pipe(clientConnection)')}.`,
})
export const writesAhead = {
  why: 'write keeps in memory what the browser has not yet taken, and this does not wait for it',
  fix: `Let ${code('file.pipe(socket)')} send the file, or wait for ${code("'drain'")} when ${code('write')} gives back false.`,
}
export const sendsAPart = {
  what: 'Your server sent only a part of the file.',
  why: '`send` may send a part, and tells how many bytes that was',
  fix: `Use ${code('sendall')} or ${code('sendfile')}.`,
}
export const endsTooEarly = {
  what: 'Your server sent only a part of the file.',
  why: 'the connection is closed here while the file is still being sent',
  fix: `Let ${code('pipeline')} close the connection, and call ${code('end')} nowhere else.`,
}
export const lineAdded = {
  what: 'Your server sent more than the file.',
  why: 'this is sent besides the file',
  fix: 'Send the bytes of the file and nothing else after the empty line.',
}
export const queryInName = (isPython: boolean) => ({
  what: 'Your server looked for a file with the query in its name.',
  why: 'What follows the ? is not part of the name of the file.',
  fix: isPython
    ? `Take the path alone: ${code('urlparse(self.path).path')}.`
    : `Take only what is before the ?: ${code("path.split('?')[0]")}.`,
})
export const printedBefore = (isPython: boolean) => ({
  what: 'Your line was printed before the page was sent.',
  why: 'this comes first, and the page after it',
  fix: `Write it after ${code(isPython ? 'super().do_GET()' : 'await super.doGET()')}.`,
})
export const superNotAwaited = {
  what: 'Your line was printed before the page was sent.',
  why: 'without await the next line does not wait for the page',
  fix: `Write ${code('await super.doGET()')}, in a method that begins with ${code('async')}.`,
}
export const printedTooLate = {
  what: 'The port was never printed.',
  why: 'this call serves for ever, so the lines after it are never reached',
  fix: 'Print the port before it.',
}
export const undefinedName = (text: string) => ({
  what: `Your server printed ${text} where the first name should be.`,
  why: 'The form has no first name, and nothing else was put in its place.',
  fix: 'Give another value for a name that is absent, such as Somebody.',
})
export const wrongMethodName = (written: string, meant: string) => ({
  what: 'Nothing of your class was called.',
  why: `the server calls ${meant}, and this is ${written}`,
  fix: `Name it ${code(meant)}.`,
})
export const parentGiven = (name: string) => ({
  what: 'Nothing of your class was called.',
  why: 'the server gets the parent class here',
  fix: `Give it your own class: ${code(name)}.`,
})
export const superNotCalled = (isPython: boolean) => ({
  what: 'Your method sent no page.',
  why: 'this replaces the method that sends the page, and nothing in it calls that one',
  fix: `Call ${code(isPython ? 'super().do_GET()' : 'await super.doGET()')} in it.`,
})
export const loops = {
  what: 'Your program was busy all the time and did not respond.',
  why: 'this loop goes on and on',
  fix: 'Leave the loop when there is nothing more to do in it.',
}
export const templatePrinted = (text: string, isPython: boolean) => ({
  what: `Your server printed the letters ${text}.`,
  why: isPython
    ? 'without an f before the quotes, braces are ordinary letters'
    : 'in these quotes it is not replaced',
  fix: isPython ? `Write ${code('f')} before the quotes.` : 'Use backticks instead of quotes.',
})
export const oldVersion = {
  what: 'Your server closed the connection after the response.',
  why: 'with HTTP/1.0 each response closes the connection',
  fix: `Write ${code("SimpleHTTPRequestHandler.protocol_version = 'HTTP/1.1'")} before the server is made.`,
}
