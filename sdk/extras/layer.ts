/** Reads GA4's e-commerce events from the data layer that a page has for Google's tags anyway. */
import type { ExtraOptions } from '../extras.ts'
import type { Tracker } from '../index.ts'
import { attempt } from '../storage.ts'

type Params = Record<string, unknown>
/** As pages push them: GTM's objects, or the `arguments` of a `gtag()` call. */
type Entry = { event?: string; ecommerce?: Params | null } & [
  command?: string,
  name?: string,
  params?: Params,
]
type Layer = Entry[] & { utmd?: number }

/** The wire's events but for the page view; a test holds this beside them. */
const KNOWN =
  /^(view_item|search|add_(to_(wishlist|cart)|payment_info)|remove_from_cart|begin_checkout|generate_lead|sign_up|purchase|refund)$/

export function readLayer(tracker: Tracker, { datalayer }: ExtraOptions): void {
  if (datalayer == null) return
  // biome-ignore lint/suspicious/noAssignInExpressions: as Google's own snippets do it
  const layer = ((window as unknown as Record<string, Layer>)[datalayer || 'dataLayer'] ||= [])
  const { push, utmd } = layer
  const read = (entry: Entry) =>
    attempt(() => {
      const name = entry.event || entry[1]!
      // Of GTM's objects nothing else: beside it they hold what other tags want, such as e-mail addresses.
      if (KNOWN.test(name)) tracker.track(name, entry.ecommerce || entry[2])
    })

  if (utmd) return
  layer.utmd = 1
  layer.forEach(read)
  layer.push = (...entries) => {
    entries.forEach(read)
    return push.apply(layer, entries)
  }
}
