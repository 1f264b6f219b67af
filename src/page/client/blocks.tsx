import { pageWords } from '../../words/page.ts'
import { screenWords } from '../../words/screen.ts'
import type { PageBlock } from '../protocol.ts'
import { Code } from './code.tsx'
import { Inlines, Outside } from './inlines.tsx'

/** Blocks of a lesson, a hint or a cause. `onPick` answers a question; without it nothing can be picked. */
export function Blocks({
  blocks,
  onPick,
}: {
  readonly blocks: readonly PageBlock[]
  readonly onPick?: ((number: number) => void) | undefined
}) {
  return (
    <>
      {blocks.map((block, i) => (
        <Block key={i} block={block} onPick={onPick} />
      ))}
    </>
  )
}

function Block({
  block,
  onPick,
}: {
  readonly block: PageBlock
  readonly onPick: ((number: number) => void) | undefined
}) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          <Inlines inlines={block.inlines} />
        </p>
      )
    case 'heading':
      return (
        <h3>
          <Inlines inlines={block.inlines} />
        </h3>
      )
    case 'list': {
      const items = block.items.map((item, i) => (
        <li key={i}>
          <Blocks blocks={item} />
        </li>
      ))
      return block.from === undefined ? <ul>{items}</ul> : <ol start={block.from}>{items}</ol>
    }
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
        </blockquote>
      )
    case 'table':
      return <Table head={block.head} rows={block.rows} />
    case 'code':
      return <Code block={block} />
    case 'quiz':
      return <Quiz quiz={block} onPick={onPick} />
    case 'run':
      return <Run run={block} />
    case 'differences':
      return <Differences differences={block.differences} />
  }
}

function Table({ head, rows }: Omit<PageBlock & { readonly type: 'table' }, 'type'>) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, i) =>
            cell.length === 0 ? (
              <td key={i} />
            ) : (
              <th key={i} scope="col">
                <Inlines inlines={cell} />
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map((cell, n) => (
              <td key={n}>
                <Inlines inlines={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Run({ run }: { readonly run: PageBlock & { readonly type: 'run' } }) {
  return (
    <>
      <Blocks blocks={run.look} />
      <ul class="addresses">
        {run.urls.map((url) => (
          <li key={url}>{run.isRunning ? <Outside href={url}>{url}</Outside> : url}</li>
        ))}
      </ul>
    </>
  )
}

const signs = { '-': 'del', '+': 'ins', ' ': 'span' } as const

function Differences({ differences }: Omit<PageBlock & { readonly type: 'differences' }, 'type'>) {
  return (
    <>
      {differences.map(({ line, lines }) => (
        <figure class="code" key={line}>
          <figcaption>{pageWords.lineOf(line)}</figcaption>
          <pre>
            {lines.map(({ sign, text }, i) => {
              const Line = signs[sign]
              return (
                <Line class="line" key={i}>
                  <span class="sign">{sign}</span>
                  <code>{text}</code>
                  {'\n'}
                </Line>
              )
            })}
          </pre>
        </figure>
      ))}
    </>
  )
}

/** A question with its choices, and what is said to the one that was picked. */
function Quiz({
  quiz: { question, choices },
  onPick,
}: {
  readonly quiz: PageBlock & { readonly type: 'quiz' }
  readonly onPick: ((number: number) => void) | undefined
}) {
  const picked = choices.find((choice) => choice.picked !== undefined)?.picked
  return (
    <>
      <Blocks blocks={question} />
      <ol class="choices">
        {choices.map(({ id, text, picked: answer }, i) => (
          <li key={id}>
            <button
              type="button"
              disabled={onPick === undefined}
              aria-pressed={answer !== undefined}
              onClick={() => onPick?.(i + 1)}
            >
              <Inlines inlines={text} />
            </button>
          </li>
        ))}
      </ol>
      <div aria-live="polite">
        {picked !== undefined && (
          <div class={picked.right ? 'answer right' : 'answer'}>
            <strong>{picked.right ? screenWords.right : screenWords.wrong}</strong>
            <Blocks blocks={picked.why} />
            {!picked.right && <p class="soft">{pageWords.tryAgain}</p>}
          </div>
        )}
      </div>
    </>
  )
}
