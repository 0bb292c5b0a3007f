/** One name for each source, however links and costs write it. */
import { CLICK_IDS } from './clickIds.ts'
import { type KnownSource, sourceOfName } from './knownSources.ts'

/** The host of an address, or a host with a slash: `https://www.facebook.com/`, `facebook.com/`. */
const ADDRESS = /^(?:(?:[a-z][a-z0-9+.-]*:)?\/\/([^/?#]+)|([a-z0-9-]+(?:\.[a-z0-9-]+)+)\/)/

/** The known source that a `utm_source` names, also by an address; null if it is not known. */
export const sourceNamed = (utmSource: string): KnownSource | null => sourceOfName(hostIn(utmSource))

/**
 * The name of a source in reports: `fb`, `Facebook` and `https://www.facebook.com/` are `facebook`. A source that is not
 * known has its name in lower case, a host without `www.`.
 */
export function canonicalName(utmSource: string): string {
  const name = hostIn(utmSource)
  return sourceOfName(name)?.name ?? name.replace(/^www\.(?=.+\.)/, '')
}

function hostIn(utmSource: string): string {
  const name = utmSource.trim().toLowerCase()
  const address = ADDRESS.exec(name)
  return address ? (address[1] ?? address[2])! : name
}

/**
 * The canonical name of a source, and the ad platform that sells its ads. Sources with a common click ID belong to one
 * platform (`facebook` and `instagram` to `meta`); any other source is its own platform.
 */
export function canonicalSource(utmSource: string): { source: string; platform: string } {
  const source = canonicalName(utmSource)
  const clickId = CLICK_IDS.find(({ siblings }) => siblings?.includes(source))
  return { source, platform: clickId?.platform.toLowerCase() ?? source }
}

/** Whether a platform sells ads of several sources: `meta` does, `google` does not. */
export const hasSeveralSources = (platform: string): boolean =>
  CLICK_IDS.some(({ siblings, platform: name }) => siblings && name.toLowerCase() === platform)
