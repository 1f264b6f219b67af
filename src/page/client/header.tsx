import { pageWords } from '../../words/page.ts'
import type { PageSession } from '../protocol.ts'
import { Outside } from './inlines.tsx'
import type { PageState } from './store.ts'
import type { Theme } from './theme.ts'

const { header: words } = pageWords

/** Where one is, how the server is, and what the page itself can do. */
export function Header({
  state: { session, link },
  open,
  theme,
  onTheme,
}: {
  readonly state: PageState
  readonly open: (what: 'help' | 'save') => void
  readonly theme: Theme
  readonly onTheme: () => void
}) {
  const stage = session?.stage
  return (
    <header>
      <h1>{pageWords.title}</h1>
      {stage !== undefined && (
        <p class="soft">
          {words.stage(stage.number, stage.of)} · {stage.title}
        </p>
      )}
      <div role="status" class="state">
        {link === 'live' ? (
          session?.server !== undefined && <Server server={session.server} />
        ) : (
          <p class={link === 'lost' ? 'warning' : 'soft'}>{words.links[link]}</p>
        )}
      </div>
      <nav aria-label={words.nav}>
        <button type="button" aria-keyshortcuts="?" onClick={() => open('help')}>
          {words.help}
        </button>
        {(link === 'live' || link === 'saved') && <a href="#wall">{words.wall}</a>}
        {link === 'live' && (
          <button type="button" onClick={() => open('save')}>
            {words.save}
          </button>
        )}
        <button type="button" onClick={onTheme}>
          {words.theme[theme]}
        </button>
      </nav>
    </header>
  )
}

function Server({ server }: { readonly server: NonNullable<PageSession['server']> }) {
  const { status, url, privatePort } = server
  // Its folder is that of the stage, which stands beside it.
  const name = server.name.replace(/^.*\//, '')
  if (status !== 'ready')
    return <p class={status === 'down' ? 'warning' : 'soft'}>{words.server[status](name)}</p>
  return (
    <p>
      {words.server.ready(name, privatePort)} <Outside href={url}>{url}</Outside>
    </p>
  )
}
