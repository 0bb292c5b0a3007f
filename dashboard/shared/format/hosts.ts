/** Hosts as people type them, and as the Worker compares them. */

/** The host of what was typed as a site: a domain or a URL, with or without `https://` and a path. */
export function hostOf(text: string): string {
  const trimmed = text.trim()
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`).hostname
  } catch {
    return trimmed
  }
}

/** The default hosts of a site: its domain with and without `www.`. */
export function ownHosts(site: string): string[] {
  const bare = site.replace(/^www\./, '')
  return [bare, `www.${bare}`]
}

/** Whether pages of `host` may send to a site with these hosts, by the Worker's rule: subdomains are included. */
export const accepts = (hosts: readonly string[], host: string): boolean =>
  hosts.some((own) => own === '*' || host === own || host.endsWith(`.${own}`))

/** The entries of a list that was typed with commas or one per line. */
export const listed = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean)
