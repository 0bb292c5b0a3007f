/** The names by which costs and sessions are matched. */
import { CLICK_IDS } from './clickIds.ts'
import { sourceOfName } from './knownSources.ts'

/**
 * The canonical name of a source (`fb` → `facebook`), and the ad platform that sells its ads. Sources with a common
 * click ID belong to one platform (`facebook` and `instagram` to `meta`); any other source is its own platform.
 */
export function canonicalSource(utmSource: string): { source: string; platform: string } {
  const source = sourceOfName(utmSource.trim())?.name ?? utmSource.trim().toLowerCase()
  const clickId = CLICK_IDS.find(({ siblings }) => siblings?.includes(source))
  return { source, platform: clickId?.platform.toLowerCase() ?? source }
}

/** Whether a platform sells ads of several sources: `meta` does, `google` does not. */
export const hasSeveralSources = (platform: string): boolean =>
  CLICK_IDS.some(({ siblings, platform: name }) => siblings && name.toLowerCase() === platform)
