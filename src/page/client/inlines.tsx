import type { Inline } from '../protocol.ts'

/** Text with its marks. */
export function Inlines({ inlines }: { readonly inlines: readonly Inline[] }) {
  return (
    <>
      {inlines.map((inline, i) => (
        <One key={i} inline={inline} />
      ))}
    </>
  )
}

function One({ inline }: { readonly inline: Inline }) {
  switch (inline.type) {
    case 'text':
      return <>{inline.text}</>
    case 'code':
      return <code>{inline.text}</code>
    case 'strong':
      return (
        <strong>
          <Inlines inlines={inline.inlines} />
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <Inlines inlines={inline.inlines} />
        </em>
      )
    case 'link':
      return (
        <Outside href={inline.href}>
          <Inlines inlines={inline.inlines} />
        </Outside>
      )
  }
}

/** A link that leads away from the page, into a tab of its own. */
export function Outside({
  href,
  children,
}: {
  readonly href: string
  readonly children: preact.ComponentChildren
}) {
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  )
}

/** The text of inlines without their marks. */
export const textOf = (inlines: readonly Inline[]): string =>
  inlines.map((inline) => ('text' in inline ? inline.text : textOf(inline.inlines))).join('')
