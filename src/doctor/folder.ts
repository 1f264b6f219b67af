import type { Facts, FolderFacts } from './facts.ts'
import { type Finding, missing, ok, warning } from './finding.ts'

/** Bytes without which the servers, their pages and the progress have no room. */
const needed = 1_000_000
/** Bytes below which a disk is all but full. */
const scarce = 50_000_000

/** What the learner's folder means for the course. Pure. */
export function judgeFolder({ folder }: Facts): Finding[] {
  return [judgePlace(folder), judgeDisk(folder), judgeProgress(folder), judgeWatching(folder)]
}

function judgePlace({ path, exists, unwritable }: FolderFacts): Finding {
  if (unwritable !== undefined)
    return missing(
      'folder',
      `${path} can't be written to: ${unwritable}`,
      'Choose one that you may write to: --dir FOLDER',
    )
  return ok('folder', exists ? path : `${path} will be made`)
}

function judgeDisk({ free }: FolderFacts): Finding {
  if (free === undefined) return ok('disk', 'its free space is not told here')
  const said = `${megabytes(free)} free`
  if (free < needed) return missing('disk', said, 'Make room: the course needs 1 MB.')
  return free < scarce ? warning('disk', said, 'Make room soon.') : ok('disk', said)
}

function megabytes(bytes: number): string {
  if (bytes < needed) return `${Math.floor(bytes / 1000)} kB`
  return bytes < 1e9 ? `${Math.floor(bytes / 1e6)} MB` : `${Math.floor(bytes / 1e9)} GB`
}

function judgeProgress({ progress }: FolderFacts): Finding {
  const about = 'progress'
  switch (progress) {
    case 'whole':
      return ok(about, 'progress.json can be read')
    case 'none':
      return ok(about, 'not begun')
    case 'damaged':
      return warning(
        about,
        'progress.json is damaged',
        'The course keeps it under another name at its next start, and begins a new one.',
      )
    case 'newer':
      return missing(
        about,
        'progress.json was written by a newer version of this course',
        'Run that version: npx learn-webserver@latest',
      )
    case 'unreadable':
      return missing(
        about,
        "progress.json can't be read",
        'Make it yours to read, or move it away: a new one is begun then.',
      )
  }
}

function judgeWatching({ watched }: FolderFacts): Finding {
  if (watched === undefined) return ok('changes', 'not tried: nothing can be written there')
  return watched
    ? ok('changes', 'a saved file is noticed')
    : warning(
        'changes',
        'a saved file is not noticed on this disk',
        'Put the folder on a disk of this machine, or start the server again after a change: s',
      )
}
