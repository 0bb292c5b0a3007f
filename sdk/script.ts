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

const tag = document.currentScript as HTMLScriptElement | null
const q: Call[] = window.tracker?.q || []

// A queue whose `push` was replaced belongs to a tracker: the tag is on the page twice. (`Array.prototype.push`: +8 bytes)
if (tag && q.push == [].push) {
  // `?site=` in the script's address is for pages whose optimiser removes data attributes.
  const { origin, searchParams } = new URL(tag.src || location.href)
  const load = (file: string) => import(origin + file).catch(Object)
  // The second file is needed for these attributes of the tag: datalayer, domains, debug, clicks, cookieDomain. Another program's
  // attribute may look like one, which loads the file without need. (Bytes: selectors in place of letters: +8; a constant: +10)
  // Form fields that are to be filled need it, too.
  const loadExtras = () =>
    (/[dk]/.test(Object.keys(options) as unknown as string) ||
      document.querySelector('[data-utm],[name^=utm_]')) &&
    load('/extras.js')
  const options: Record<string, string | null | undefined> = {
    site: searchParams.get('site'),
    api: origin,
    ...tag.dataset,
  }
  const tracker = createTracker(options as unknown as Options) as NonNullable<Window['tracker']>
  const call = ([method, ...params]: Call) =>
    attempt(() =>
      (tracker as unknown as Record<string, (...params: unknown[]) => unknown>)[method]!(...params),
    )
  tracker.q = q
  window.tracker = tracker
  q.map(call)
  q.push = call as typeof q.push
  loadExtras()
  // Of the values of `consent`, only `datalayer` is less than this. (Bytes: `== 'datalayer'`: +2)
  if (options.consent! < 'de') load('/consent.js')
  // A form may be added later.
  addEventListener('focusin', loadExtras)
}
