/** `createTracker` as the npm module exports it: one tracker for each site of a page, and on a server one that does nothing. */
import { createTracker, type Options, type Tracker } from './createTracker.ts'

/** The trackers of a page by site. On `window`, because two bundles of a page may each have this module. */
type Page = typeof globalThis & { [TRACKERS]?: Record<string, Tracker> }
const TRACKERS = Symbol.for('utm-dispatcher.trackers')

/**
 * The tracker of `options.site` on this page: made by the first call or by the script tag, and the same one again for each
 * later call, whose other options are not used. A module that is evaluated again (hot reload) or an effect that runs twice
 * (React's strict mode) so counts nothing twice.
 */
export function trackerOfSite(options: Options): Tracker {
  if (typeof document === 'undefined') return silentTracker(options)
  const page = globalThis as Page
  const { site, consent } = options
  const { tracker: ofTag } = page as { tracker?: Tracker }
  if (ofTag?.options?.site === site) return ofTag
  page[TRACKERS] ??= {}
  const known = page[TRACKERS][site]
  if (known) return known
  const tracker = createTracker(options)
  page[TRACKERS][site] = tracker
  if (consent === 'datalayer')
    import('./followConsent.js').then(({ followConsent }) => followConsent(tracker)).catch(() => {})
  return tracker
}

/** What a page's code gets where there is no page: on a server, while it renders. */
const silentTracker = (options: Options): Tracker => ({
  track() {},
  page() {},
  identify() {},
  consent() {},
  optOut() {},
  optIn() {},
  attribution: () => ({}),
  flush: async () => {},
  options,
})
