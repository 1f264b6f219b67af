import { documentOf, escapeHtml } from '../../page/server/document.ts'
import { boardPageWords } from '../../words/board-page.ts'
import { base } from './guard.ts'

/** The document of the class or of the wall. `actToken` allows it to act. */
export const boardDocument = (view: 'class' | 'wall', actToken: string | undefined): string =>
  documentOf(
    [
      `<meta name="board-view" content="${view}">`,
      ...(actToken === undefined
        ? []
        : [`<meta name="act-token" content="${escapeHtml(actToken)}">`]),
      `<link rel="stylesheet" href="${base}board.css">`,
      `<script src="${base}board.js" defer></script>`,
    ],
    [],
    boardPageWords.title,
  )
