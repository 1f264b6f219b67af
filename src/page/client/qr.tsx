/** A QR code: dark on light in any colours of the page, with the light border that readers need. */
export function Qr({ rows, title }: { readonly rows: readonly string[]; readonly title: string }) {
  const size = rows.length + 2 * border
  const modules = rows.flatMap((row, y) =>
    [...row].map((module, x) => (module === '1' ? `M${x + border} ${y + border}h1v1h-1z` : '')),
  )
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={title}>
      <rect width={size} height={size} fill="#fff" />
      <path d={modules.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}

/** Modules around the code (ISO/IEC 18004). */
const border = 4
