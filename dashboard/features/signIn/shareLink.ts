/** A share link: it carries its token behind the `#`, which no browser sends to a server or to another page. */

const KEY = 'token='

/** Whether the address holds a token. */
export const hasSharedToken = (): boolean => location.hash.startsWith(`#${KEY}`)

/** The token of the address, which is taken out of it and out of the history at once; null without one. */
export function takeSharedToken(): string | null {
  if (!hasSharedToken()) return null
  const token = location.hash.slice(KEY.length + 1)
  history.replaceState(history.state, '', location.pathname + location.search)
  return token || null
}

/** The address that signs in whoever opens it. `path` is of this page, from its slash on. */
export const shareLink = (path: string, token: string): string => `${location.origin}${path}#${KEY}${token}`
