/**
 * The `<script>` entry: reads its own tag and puts the tracker on `window.tracker`.
 *
 * Calls before it has loaded wait in a stub, which the page may have inline before the tag. It takes every method of
 * the tracker, and goes on working where a page has kept hold of it; until the script is there, it answers nothing:
 *
 *     <script>window.tracker=window.tracker||new Proxy({q:[]},{get:(t,k)=>t[k]||((...a)=>t.q.push([k,...a]))})</script>
 *
 * Without it, and where inline scripts are forbidden, this works before and after alike:
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

/** What asks for the second file: an attribute of the tag, or a form that wants to know where its sender came from. */
const EXTRAS =
  '[data-datalayer],[data-domains],[data-clicks],[data-debug],[data-utm],[name^=utm_],[data-cookie-domain]'

const tag = document.currentScript as HTMLScriptElement | null
const q: Call[] = window.tracker?.q || []

// A queue with a `push` of its own is that of a tracker: the tag is on the page twice.
if (tag && q.push == [].push) {
  // Some optimisers drop data attributes, and none the address.
  const { origin, searchParams } = new URL(tag.src || location.href)
  const look = () => document.querySelector(EXTRAS) && import(origin + '/extras.js').catch(() => {})
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
  look()
  addEventListener('focusin', look)
}
