import { useLayoutEffect, useRef } from 'preact/hooks'
import type { CodeBlock } from '../protocol.ts'
import { squeezed } from './drawing.ts'

type Line = CodeBlock['lines'][number]
type Label = Line['labels'][number]

/** Code with the numbers of its lines; labels hang under the parts that they are about. */
export function Code({ block: { language, file, lines } }: { readonly block: CodeBlock }) {
  const pre = useRef<HTMLPreElement>(null)
  useLayoutEffect(() => {
    const element = pre.current
    if (element === null) return
    const mark = () => markFolded(element)
    mark()
    const observer = new ResizeObserver(mark)
    observer.observe(element)
    return () => observer.disconnect()
  }, [lines])
  return (
    <figure class="code">
      {file !== undefined && <figcaption>{file}</figcaption>}
      {isDrawing(language, lines) ? (
        <Drawing rows={squeezed(lines.map(textOf))} />
      ) : (
        <pre ref={pre}>
          {lines.map((line, i) => (
            <CodeLine key={i} line={line} />
          ))}
        </pre>
      )}
    </figure>
  )
}

/** A drawing made of letters: its lines are not folded, but set so small that they fit. */
const isDrawing = (language: string, lines: readonly Line[]) =>
  language === 'text' && lines.every(({ labels }) => labels.length === 0)

const Drawing = ({ rows }: { readonly rows: readonly string[] }) => (
  <pre class="drawing" style={{ '--columns': Math.max(...rows.map(({ length }) => length)) }}>
    <code>{rows.join('\n')}</code>
  </pre>
)

const textOf = ({ parts }: Line) => parts.map(({ text }) => text).join('')

/** Pixels that the words of a label need beside their line, so that they hang from their part. */
const roomForWords = 160

/** Under a line that is folded, or where there is no room, labels hang from no place: they name their part. */
function markFolded(pre: HTMLElement) {
  const rows = [...pre.querySelectorAll<HTMLElement>('.line')].map((row) => {
    const code = row.querySelector('code')
    const labels = [...row.querySelectorAll<HTMLElement>('.label')]
    const at = Math.max(0, ...labels.map((label) => Number(label.dataset['at'])))
    if (code === null || labels.length === 0) return { row, isFolded: false }
    const { height, width } = code.getBoundingClientRect()
    const columns = code.textContent.length
    const rowHeight = code.getClientRects()[0]?.height ?? height
    const isFolded = height > 1.5 * rowHeight
    return {
      row,
      isFolded: isFolded || (at / columns) * width > row.clientWidth - roomForWords,
    }
  })
  for (const { row, isFolded } of rows) row.classList.toggle('folded', isFolded)
}

function CodeLine({ line }: { readonly line: Line }) {
  const { number, parts, labels } = line
  const text = textOf(line)
  return (
    <span class="line">
      {number !== undefined && (
        <span class="number" aria-hidden="true">
          {number}
        </span>
      )}
      <code>{marked(parts, labels)}</code>
      {'\n'}
      {labels.some(({ words }) => words !== '') && (
        <span class="labels">
          {labels.map((label) => (
            <LabelWords key={label.start} label={label} part={text.slice(label.start, label.end)} />
          ))}
        </span>
      )}
    </span>
  )
}

function LabelWords({ label, part }: { readonly label: Label; readonly part: string }) {
  const { start, words, isWrong } = label
  return (
    <span class={isWrong ? 'label wrong' : 'label'} style={{ '--at': start }} data-at={start}>
      <code class="part">{`${part} `}</code>
      <span>{words}</span>
      {'\n'}
    </span>
  )
}

/** The parts of a line, cut where a label begins or ends. */
function marked(parts: Line['parts'], labels: readonly Label[]) {
  const cuts = labels.flatMap(({ start, end }) => [start, end])
  let at = 0
  return parts.flatMap(({ text, kind }) => {
    const from = at
    at += text.length
    const inside = cuts.filter((cut) => cut > from && cut < at)
    const places = [...new Set([from, ...inside.sort((a, b) => a - b), at])]
    return places.slice(0, -1).map((start, i) => {
      const piece = text.slice(start - from, (places[i + 1] ?? at) - from)
      const label = labels.find((each) => each.start <= start && start < each.end)
      const classes = [kind, label && 'mark', label?.isWrong && 'wrong'].filter(Boolean)
      return classes.length === 0 ? (
        piece
      ) : (
        <span key={start} class={classes.join(' ')}>
          {piece}
        </span>
      )
    })
  })
}
