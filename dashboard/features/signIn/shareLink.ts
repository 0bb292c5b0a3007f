/** Share links. The token is in the fragment (`#`), which browsers never send to a server. */

const KEY = 'token='

/** Whether the address contains a token. */
export const hasSharedToken = (): boolean => location.hash.startsWith(`#${KEY}`)

/** Removes the token from the address and the history, and returns it; null if there is none. */
export function takeSharedToken(): string | null {
  if (!hasSharedToken()) return null
  const token = location.hash.slice(KEY.length + 1)
  history.replaceState(history.state, '', location.pathname + location.search)
  return token || null
}

/** The address that signs in everyone who opens it. `path` starts with a slash. */
export const shareLink = (path: string, token: string): string => `${location.origin}${path}#${KEY}${token}`
