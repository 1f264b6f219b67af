import { pageWords } from '../../words/page.ts'

/** What the browser may load and run: what this server gives, and pictures that the page makes of bytes. */
export const policyOf = (script: string, style: string, connect: string): string =>
  [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src ${style}`,
    `connect-src ${connect}`,
    'img-src blob: data:',
    "base-uri 'none'",
    "form-action 'none'",
    // No text becomes markup, not even by a mistake of ours: the browser refuses it.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

/** The document of a page: the head's own lines, then what is in it. */
export const documentOf = (
  head: readonly string[],
  body: readonly string[],
  title: string = pageWords.title,
): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<link rel="icon" href="data:,">',
    `<title>${escapeHtml(title)}</title>`,
    ...head,
    '</head>',
    '<body>',
    `<noscript>${escapeHtml(pageWords.noScript)}</noscript>`,
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n')

/** The document of a live page; `actToken` allows it to act. */
export const liveDocument = (actToken: string): string =>
  documentOf(
    [
      `<meta name="act-token" content="${escapeHtml(actToken)}">`,
      '<link rel="stylesheet" href="page.css">',
      '<script src="page.js" defer></script>',
    ],
    [],
  )

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
