/** What the ingest's lists say of sources, for those who set costs against visits: the one door through which stats may look. */
import { CLICK_IDS } from './clickIds.ts'
import { REFERRER_MEDIUMS, senderNamed } from './readReferrer.ts'

/**
 * The canonical name of a source (`fb` is facebook), and the platform that its ads are bought from: sources that one
 * click id speaks for belong together (`meta`), any other is a platform of its own.
 */
export function senderOf(source: string): { source: string; platform: string } {
  const name = senderNamed(source.trim())?.name ?? source.trim().toLowerCase()
  const click = CLICK_IDS.find(({ siblings }) => siblings?.includes(name))
  return { source: name, platform: click?.platform.toLowerCase() ?? name }
}

/** Whether a medium is one that links without any tag get: from a search engine, a social network, another site. */
export const isUntagged = (medium: string): boolean => REFERRER_MEDIUMS.has(medium.toLowerCase())
