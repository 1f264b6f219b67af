/**
 * Takes the token out of the address, since the cookie has taken its place: who sees the page on a wall, or a picture
 * of it, is not to have it.
 */
export function forgetToken({ search, pathname, hash }: Location): void {
  if (new URLSearchParams(search).has('token')) history.replaceState(null, '', pathname + hash)
}
