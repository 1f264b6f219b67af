import { randomBytes } from 'node:crypto'
import { relative } from 'node:path'
import { type Context, inLanguageOf, learnersFolder } from '../app/context.ts'
import { folderFor } from '../app/first-questions.ts'
import {
  type JoinRequest,
  type JoinResponse,
  parseJoinResponse,
  parseRefusal,
  paths,
  type Refusal,
  usualPort,
} from '../class/api.ts'
import { type BoardPlace, boardPlace, createAsk, placeWords } from '../class/join/ask.ts'
import { type Membership, readMembership, writeMembership } from '../class/join/membership.ts'
import { studentName } from '../class/student-name.ts'
import { inMargin, wrap } from '../terminal/draw/columns.ts'
import { joinWords as words } from '../words/board.ts'
import { classErrors } from '../words/class-errors.ts'
import { errors } from '../words/errors.ts'
import { typed } from '../words/typed.ts'

export interface JoinOptions {
  readonly code: string
  /** Instead of asking for it. */
  readonly name?: string
}

/** Milliseconds in which a board answers who wants to join. */
const timeoutMs = 10_000

/**
 * `join ADDRESS -c CODE`: joins a class. What makes this folder a student of it is kept in the folder, so that it stays
 * the same student where the folder is moved.
 */
export async function joinClass(
  before: Context,
  address: string,
  { code, name: given }: JoinOptions,
): Promise<number> {
  const place = boardPlace(address, usualPort)
  if (place === undefined) throw classErrors.badBoardAddress(address)
  const name = given === undefined ? undefined : studentName(given)
  if (given !== undefined && name === undefined) throw classErrors.badStudentName(given)
  const { terminal } = before
  const found = learnersFolder(before)
  if (found.type === 'new' && !terminal.interactive) throw errors.noFolder(found.path)
  // Where nobody can answer, the language is asked for at the first start.
  const folder = terminal.interactive ? await folderFor(found, before) : found.path
  const context = inLanguageOf(folder, before)
  const known = readMembership(folder)
  const isSame = known?.code.toLowerCase() === code.toLowerCase()
  if (known !== undefined && !isSame && terminal.interactive) {
    if (!(await terminal.confirm(words.otherClass(known.address)))) {
      terminal.print([` ${words.stays}`])
      return 0
    }
  }
  // The same folder in the same class is the same student.
  const own = isSame && known !== undefined ? known : { id: secret(), token: secret() }
  const kept = isSame ? known?.name : undefined
  const chosen = name ?? kept ?? (await askForName(context))
  const joined = await joinAs(chosen, { place, code, ...own }, context, chosen === kept)
  const membership: Membership = {
    address: placeWords(place),
    host: joined.host,
    code,
    board: joined.board,
    name: joined.name,
    id: own.id,
    token: own.token,
  }
  writeMembership(folder, membership)
  const said = [
    chosen === kept ? words.again(joined.name) : words.joined(joined.name),
    '',
    words.sends,
    words.seeAll,
    words.start(startIn(folder, context)),
  ]
  terminal.print(inMargin(said.flatMap((line) => wrap(line, terminal.theme.columns - 2))))
  return 0
}

const secret = () => randomBytes(16).toString('base64url')

/** How the course is started in the folder, from here. */
function startIn(folder: string, { cwd }: Context): string {
  const path = relative(cwd, folder)
  return path === '' || path === 'my-webserver' ? typed() : typed('--dir', path)
}

/** Asks for a name until it is one. Throws a CourseError where nobody can answer. */
async function askForName({ terminal }: Context): Promise<string> {
  if (!terminal.interactive) throw classErrors.nameNeeded()
  while (true) {
    const name = studentName(await terminal.input(words.name, ''))
    if (name !== undefined) return name
    terminal.print([` ${words.badName}`])
  }
}

/**
 * Joins under a name. Somebody else may have it: that is asked about, since two folders are never one student without
 * the person saying so. Throws a CourseError where the board refuses, or does not answer.
 */
async function joinAs(
  name: string,
  student: { place: BoardPlace; code: string; id: string; token: string },
  context: Context,
  keepsName: boolean,
): Promise<JoinResponse> {
  const { terminal } = context
  const { place, code, id, token } = student
  const { ask, close } = createAsk('foreground')
  const body: JoinRequest = { code, name, id, token, ...(keepsName && { keepsName }) }
  const answer = await ask(place, { method: 'POST', path: paths.join, body, timeoutMs })
  close()
  if (answer.type === 'unreachable')
    throw classErrors.boardUnreachable(placeWords(place), answer.reason)
  const joined = parseJoinResponse(answer.value)
  if (joined !== undefined) return joined
  const refused = parseRefusal(answer.value)
  if (refused !== 'name-taken') throw refusal(refused, code)
  if (!terminal.interactive) throw classErrors.nameTaken(name)
  terminal.print([` ${words.taken(name)}`])
  if (await terminal.confirm(words.keepName(name))) return joinAs(name, student, context, true)
  return joinAs(await askForName(context), student, context, false)
}

function refusal(refused: Refusal | undefined, code: string) {
  switch (refused) {
    case 'code':
      return classErrors.wrongCode(code)
    case 'too-often':
      return classErrors.tooManyCodes()
    case 'closed':
      return classErrors.classClosed()
    case 'full':
      return classErrors.classFull()
    default:
      return classErrors.boardRefuses()
  }
}
