/**
 * The entry of `t.js`: reads its own `<script>` tag and sets `window.tracker`.
 *
 * Calls that come before the script has loaded wait in a stub, which the page may have inline before the tag. The stub
 * has every method of the tracker, and a page may keep a reference to it. Until the script has loaded, its methods return
 * nothing:
 *
 *     <script>window.tracker=window.tracker||new Proxy({q:[]},{get:(t,k)=>t[k]||((...a)=>t.q.push([k,...a]))})</script>
 *
 * Where inline scripts are forbidden, this works before and after the script has loaded:
 *
 *     (window.tracker = window.tracker || { q: [] }).q.push(['track', 'add_to_cart', { … }])
 */

import { attempt } from './createStorage.ts'
import { createTracker, type Options, type Tracker } from './createTracker.ts'

type Call = [method: string, ...params: unknown[]]

declare global {
  interface Window {
    tracker?: Tracker & { q: Call[] }
  }
}

/** The second file is needed for these: attributes of the tag, and form fields that are to be filled. */
const EXTRAS =
  '[data-datalayer],[data-domains],[data-clicks],[data-debug],[data-utm],[name^=utm_],[data-cookie-domain]'

const tag = document.currentScript as HTMLScriptElement | null
const q: Call[] = window.tracker?.q || []

// A queue whose `push` was replaced belongs to a tracker: the tag is on the page twice. (`Array.prototype.push`: +8 bytes)
if (tag && q.push == [].push) {
  // `?site=` in the script's address is for pages whose optimiser removes data attributes.
  const { origin, searchParams } = new URL(tag.src || location.href)
  const load = (file: string) => import(origin + file).catch(() => {})
  const loadExtras = () => document.querySelector(EXTRAS) && load('/extras.js')
  const options = {
    site: searchParams.get('site'),
    api: origin,
    ...tag.dataset,
  }
  const tracker = createTracker(options as Options) as NonNullable<Window['tracker']>
  const call = ([method, ...params]: Call) =>
    attempt(() =>
      (tracker as unknown as Record<string, (...params: unknown[]) => unknown>)[method]!(...params),
    )
  tracker.q = q
  window.tracker = tracker
  q.splice(0).map(call)
  q.push = call as typeof q.push
  loadExtras()
  if (tag.dataset.consent == 'datalayer') load('/consent.js')
  // A form may be added later.
  addEventListener('focusin', loadExtras)
}
