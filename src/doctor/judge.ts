import { isAtLeast } from '../app/installed.ts'
import { isNewEnough, leastPython } from '../process/python.ts'
import { doctorWords as words } from '../words/doctor.ts'
import { freePort, takenWords } from '../words/errors.ts'
import { type Facts, type Finding, missing, ok, type PortFacts, warning } from './facts.ts'

/** Columns and rows that the screens of the course need. */
const least = { columns: 40, rows: 24 }
/** Bytes without which the servers, their pages and the progress have no room. */
const neededBytes = 1_000_000
/** Bytes below which a disk is nearly full. */
const scarceBytes = 50_000_000

const { about } = words

/** What the facts mean for the course, in the order in which one would fix it. Pure. */
export const judge = (facts: Facts): Finding[] => [
  judgeNode(facts),
  judgeCourse(facts),
  ...judgeLessons(facts),
  judgeSize(facts),
  judgeColors(facts),
  judgeCharacters(facts),
  judgeBrowser(facts),
  ...judgePorts(facts),
  judgeFolder(facts),
  judgeDisk(facts),
  judgeProgress(facts),
  judgeWatching(facts),
  judgePython(facts),
  judgeEditor(facts),
]

function judgeNode({ node: { version, wanted } }: Facts): Finding {
  if (isAtLeast(version, wanted)) return ok(about.node, version)
  return missing(about.node, words.node.old(version, wanted), words.node.install)
}

function judgeCourse({ course: { reason } }: Facts): Finding {
  if (reason === undefined) return ok(about.course, words.course.whole)
  return missing(about.course, reason, words.course.install())
}

function judgeLessons({ lessons }: Facts): Finding[] {
  if (lessons === undefined) return []
  const { path, stages, refused } = lessons
  if (refused !== undefined) return [missing(about.lessons, refused.said, refused.next)]
  if (stages.length === 0)
    return [warning(about.lessons, words.lessons.none(path), words.lessons.name)]
  return [ok(about.lessons, words.lessons.stages(path, stages))]
}

function judgeSize({ terminal: { isTTY, columns, rows, term, gitBash } }: Facts): Finding {
  const said = words.terminal
  if (!isTTY)
    return gitBash
      ? warning(about.terminal, said.gitBash, said.winpty)
      : warning(about.terminal, said.none, said.open)
  if (term === 'dumb') return ok(about.terminal, said.dumb)
  const size = said.size(columns, rows)
  if (columns < least.columns || rows < least.rows)
    return warning(
      about.terminal,
      `${size}; ${said.tooSmall(least.columns, least.rows)}`,
      said.larger,
    )
  return ok(about.terminal, term === undefined ? size : `${size}, ${term}`)
}

const judgeColors = ({ terminal: { colours } }: Facts): Finding =>
  ok(about.colors, colours === 0 ? words.colors.none : words.colors.count(colours))

function judgeCharacters({ terminal: { unicode, locale }, platform }: Facts): Finding {
  const said = words.characters
  const named = locale === undefined ? '' : `, ${locale}`
  if (unicode) return ok(about.characters, said.unicode(named))
  return warning(
    about.characters,
    said.ascii(named),
    platform === 'win32' ? said.windows : said.locale,
  )
}

function judgeBrowser({ platform, browser }: Facts): Finding {
  const { opener, found, asked, wsl, ssh, display } = browser
  const said = words.browser
  if (ssh) return warning(about.browser, said.ssh, said.forward)
  if (wsl && found) return ok(about.browser, said.ofWindows(opener))
  if (!found)
    return warning(
      about.browser,
      said.noOpener(opener),
      platform === 'linux' ? said.install : said.type,
    )
  if (asked !== undefined) return ok(about.browser, said.named(asked, opener))
  if (!display) return warning(about.browser, said.noDisplay, said.typeOrCurl)
  return ok(about.browser, said.openedBy(opener))
}

function judgePorts({ ports }: Facts): Finding[] {
  const free = ports.filter(({ state }) => state.type === 'free').map(({ port }) => port)
  const [first, last] = [free[0], free.at(-1)]
  if (first === undefined || last === undefined) return ports.flatMap(judgePort)
  const said =
    free.length === ports.length && first !== last
      ? words.ports.allFree(first, last)
      : words.ports.free(free)
  return [ok(about.ports, said), ...ports.flatMap(judgePort)]
}

function judgePort({ port, stage, state }: PortFacts): Finding[] {
  if (state.type === 'free') return []
  const said = words.ports
  if (state.type === 'not-allowed')
    return [warning(about.port(port), said.notAllowed, said.another)]
  return [warning(about.port(port), takenWords(state), said.orAnother(freePort(state), stage))]
}

function judgeFolder({ folder: { path, exists, refused, unwritable } }: Facts): Finding {
  const said = words.folder
  if (refused !== undefined) return missing(about.folder, refused.said, refused.next)
  if (unwritable !== undefined)
    return missing(about.folder, said.unwritable(path, unwritable), said.choose)
  return ok(about.folder, exists ? said.there(path) : said.willBeMade(path))
}

function judgeDisk({ folder: { free } }: Facts): Finding {
  const said = words.folder
  if (free === undefined) return ok(about.disk, said.unknownSpace)
  const amount = said.free(words.amount(free))
  if (free < neededBytes) return missing(about.disk, amount, said.makeRoom)
  return free < scarceBytes
    ? warning(about.disk, amount, said.makeRoomSoon)
    : ok(about.disk, amount)
}

function judgeProgress({ folder: { progress } }: Facts): Finding {
  const said = words.progress
  switch (progress) {
    case 'whole':
      return ok(about.progress, said.whole)
    case 'none':
      return ok(about.progress, said.none)
    case 'damaged':
      return warning(about.progress, said.damaged, said.setAside)
    case 'newer':
      return missing(about.progress, said.newer, said.latest)
    case 'unreadable':
      return missing(about.progress, said.unreadable, said.permissions)
  }
}

function judgeWatching({ folder: { watched } }: Facts): Finding {
  const said = words.folder
  if (watched === undefined) return ok(about.changes, said.notTried)
  return watched
    ? ok(about.changes, said.noticed)
    : warning(about.changes, said.notNoticed, said.everySecond)
}

function judgePython({ python, language }: Facts): Finding {
  const said = words.python
  if (python !== undefined && isNewEnough(python))
    return ok(about.python, said.found(python.version, python.command))
  if (language === 'py')
    return missing(
      about.python,
      python === undefined ? said.missing : said.tooOld(python.version, leastPython),
      said.orChange(),
    )
  return warning(
    about.python,
    python === undefined ? said.none : said.old(python.version, leastPython),
    said.install,
  )
}

function judgeEditor({ editor }: Facts): Finding {
  const said = words.editor
  if (editor === undefined) return warning(about.editor, said.none, said.open)
  return ok(
    about.editor,
    editor.type === 'chosen' ? said.from(editor.name, editor.from) : said.ask(editor.names),
  )
}
