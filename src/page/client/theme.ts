/** The colours of the page: as the system has them, or as somebody wants them. */
export type Theme = 'system' | 'light' | 'dark'

const themes: readonly Theme[] = ['system', 'light', 'dark']
const key = 'theme'
const systemIsDark = matchMedia('(prefers-color-scheme: dark)')

/** What was chosen in this browser. */
export function chosenTheme(): Theme {
  const kept = readKept()
  return themes.find((theme) => theme === kept) ?? 'system'
}

export const themeAfter = (theme: Theme): Theme =>
  themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'

/** Shows the page in these colours, keeps the choice, and follows the system. Gives back what ends that. */
export function applyTheme(theme: Theme): () => void {
  const show = () => {
    const isDark = theme === 'dark' || (theme === 'system' && systemIsDark.matches)
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
  }
  show()
  keep(theme)
  systemIsDark.addEventListener('change', show)
  return () => systemIsDark.removeEventListener('change', show)
}

// A page that was opened from disk may keep nothing.
function readKept(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(theme: Theme): void {
  try {
    localStorage.setItem(key, theme)
  } catch {}
}
