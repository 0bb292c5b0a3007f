/** Names for visitors without an id: a hash that nobody can trace back once its salt is forgotten. */

/**
 * SHA-256 of site, address and user agent under the day's salt, 132 bits of it. The address is not kept.
 * @param salt of the UTC day, forgotten a day later
 */
export async function anonymousId(
  site: string,
  ip: string,
  userAgent: string,
  salt: string,
): Promise<string> {
  const bytes = new TextEncoder().encode([salt, site, ip, userAgent].join('\n'))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `~${btoa(String.fromCharCode(...digest))
    .replace(/[+/=]/g, (c) => ({ '+': '-', '/': '_' })[c] ?? '')
    .slice(0, 22)}`
}
