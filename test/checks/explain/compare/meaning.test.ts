import { expect, test } from 'vitest'
import {
  meaningOf,
  meaningOfExtra,
  meaningOfMissing,
} from '../../../../src/checks/explain/compare/meaning.ts'

test.each([
  ['break', 'return', 'break does not end the function, so the lines below the loop run as well'],
  ['return', 'break', 'return leaves the whole function, and break only the loop'],
  ['break', 'continue', 'break is written here, and continue is meant'],
  ['main', 'main()', 'main is only named here, not called'],
  ['page', "page.encode('utf-8')", 'this is a string, and bytes are needed here'],
  ["'\\r\\n'", "b'\\r\\n'", 'this is a string, and bytes are needed here'],
  ["'{a}'", "f'{a}'", 'the f before the quotes is missing, so what is in { } stays as it is'],
  ['data', "data.decode('utf-8')", 'these are bytes, and a string is needed here'],
  ['recieve', 'receive', 'it is written receive, and not recieve'],
  ['HTTP1.1', 'HTTP/1.1', 'it is written HTTP/1.1, and not HTTP1.1'],
  ['html6.html', 'site/html6.html', 'site/ is missing before it'],
  ['=+', '+=', '= puts the new value in the place of the old one, and += adds it'],
  ['food', 'firstname', 'food is used here, and firstname is meant'],
  ['0', '1', '0 is the wrong number here, and 1 is meant'],
  ["'tacos'", "'Tacos'", 'capital and small letters matter: it is written Tacos'],
  ["'Hi'", "'Ho'", 'this makes another text than the one that is needed'],
  ["'OK'", "'OK\\r\\n'", 'an end of a line, \\r\\n, is missing here'],
  ["'OK\\r\\n\\r\\n'", "'OK\\r\\n'", 'there is one end of a line, \\r\\n, too many here'],
  ["b'\\n'", "b'\\r\\n'", 'lines end in \\r\\n, and this is something else'],
  ['not piece', 'piece', 'this condition is the wrong way round'],
  ['text/html', 'text/html; charset=utf-8', 'charset=utf-8 is missing here'],
  ['<h1>Hi', '<h1>Hi</h1>', '</h1> is missing here'],
  ['=', '+=', '= puts the new value in the place of the old one, and += adds it'],
  ['and', 'or', 'and is written here, and or is meant'],
  ['==', '!=', '== is another question than !='],
  [', 1', '', ', 1 is too much here'],
])('%s in place of %s', (was, text, said) => {
  expect(meaningOf(was, text)).toBe(said)
})

test.each([
  ['f(a)', 'g(b)'],
  ['a + b', 'b + a'],
])('nothing is claimed of %s in place of %s', (was, text) => {
  expect(meaningOf(was, text)).toBeUndefined()
})

test.each([
  ['break', 'break leaves the loop too early'],
  ['conn.close()', 'close is called here too early, or once too often'],
  ["request = b''", 'request gets a new value here, and should keep the one it has'],
])('%s is one too many', (was, said) => {
  expect(meaningOfExtra(was)).toBe(said)
})

test.each([
  ['conn.shutdown(socket.SHUT_WR)', 'a call of shutdown is missing below this line'],
  ['return', 'the function goes on below this line, and has to end there'],
  ["request = b''", 'a line that gives request its value is missing below this line'],
  ['request += piece', 'a line that adds to request is missing below this line'],
])('%s is missing', (text, said) => {
  expect(meaningOfMissing(text)).toBe(said)
})

test('nothing is claimed of what is no such line', () => {
  expect(meaningOfExtra('pass')).toBeUndefined()
  expect(meaningOfMissing('pass')).toBeUndefined()
})
