/** What a shop puts into its pages. */

/** The script tag of a site, for the Worker at `origin`. */
export function scriptTag(origin: string, site: string): string {
  return `<script defer src="${encode(origin)}/t.js" data-site="${encode(site)}"></script>`
}

/** The host of whatever was typed as a site: a domain, an address, with or without `https://` and a path. */
export function hostOf(text: string): string {
  const trimmed = text.trim()
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`).hostname
  } catch {
    return trimmed
  }
}

/** The hosts of a site that names none: its domain with `www.` and without. */
export function ownHosts(site: string): string[] {
  const bare = site.replace(/^www\./, '')
  return [bare, `www.${bare}`]
}

const encode = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')
