import { isAtLeast } from '../app/installed.ts'
import { isNewEnough, leastPython } from '../process/python.ts'
import { freePort, takenWords } from '../words/errors.ts'
import type { Facts, PortFacts } from './facts.ts'
import { type Finding, missing, ok, warning } from './finding.ts'
import { judgeFolder } from './folder.ts'
import { judgeTerminal } from './terminal.ts'

/** What the facts mean for the course, in the order in which one would mend it. Pure. */
export function judge(facts: Facts): Finding[] {
  return [
    judgeNode(facts),
    judgeCourse(facts),
    ...judgeTerminal(facts),
    judgeBrowser(facts),
    ...judgePorts(facts),
    ...judgeFolder(facts),
    judgePython(facts),
    judgeEditor(facts),
  ]
}

function judgeNode({ node: { version, wanted } }: Facts): Finding {
  return isAtLeast(version, wanted)
    ? ok('Node', version)
    : missing(
        'Node',
        `${version} is older than ${wanted}`,
        'Install a newer one: https://nodejs.org',
      )
}

function judgeCourse({ course: { reason } }: Facts): Finding {
  return reason === undefined
    ? ok('course', 'its files are whole')
    : missing('course', reason, 'Install the course again; in a clone of it: npm start')
}

function judgeBrowser({ platform, browser }: Facts): Finding {
  const { opener, found, asked, wsl, ssh, display } = browser
  if (ssh)
    return warning(
      'browser',
      'you are here by SSH, and your browser is not',
      'Bring the port to it: ssh -L 9001:localhost:9001 HOST. Then visit the address that is printed.',
    )
  if (wsl && found) return ok('browser', `the one of Windows, by ${opener}`)
  if (!found)
    return warning(
      'browser',
      `${opener} is not there to open one`,
      platform === 'linux'
        ? 'Install xdg-utils, or type the address that is printed into a browser.'
        : 'Type the address that is printed into a browser.',
    )
  if (asked !== undefined) return ok('browser', `${asked}, from BROWSER, by ${opener}`)
  if (!display)
    return warning(
      'browser',
      'there is no display here for a window to open on',
      'Type the address that is printed into a browser, or ask with curl.',
    )
  return ok('browser', `opened by ${opener}`)
}

function judgePorts({ ports }: Facts): Finding[] {
  const free = ports.filter(({ state }) => state.type === 'free').map(({ port }) => port)
  const others = ports.flatMap(judgePort)
  if (free.length === 0) return others
  const range =
    others.length === 0 && free.length > 1 ? `${free[0]} to ${free.at(-1)}` : free.join(', ')
  return [ok('ports', `${range}: free`), ...others]
}

function judgePort({ port, stage, state }: PortFacts): Finding[] {
  if (state.type === 'free') return []
  const about = `port ${port}`
  if (state.type === 'not-allowed')
    return [warning(about, 'this system keeps it from you', 'Give another one: --port 9100')]
  const said = takenWords(state).replace(/^Port \d+ is (.*)\.$/, '$1')
  return [warning(about, said, `${freePort(state)}; otherwise stage ${stage} takes another.`)]
}

function judgePython({ python }: Facts): Finding {
  const next = 'To compare with the Python servers, install it: https://www.python.org'
  if (python === undefined) return warning('Python', 'none found; the course needs none', next)
  const { command, version } = python
  return isNewEnough(python)
    ? ok('Python', `${version}, as ${command}`)
    : warning('Python', `${version} is older than ${leastPython}; the course needs none`, next)
}

function judgeEditor({ editor, platform }: Facts): Finding {
  const set =
    platform === 'win32' ? 'Name yours: setx EDITOR notepad' : 'Name yours: export EDITOR=nano'
  if (editor === undefined)
    return warning('editor', 'neither VISUAL nor EDITOR is set, and code is not there', set)
  const { command, from, found } = editor
  return found
    ? ok('editor', `${command}, from ${from}`)
    : warning('editor', `${from} names ${command}, which is not there`, set)
}
