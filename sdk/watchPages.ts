/** Notices page views: the load, the History API, back and forward, the fragment if asked for, and the bfcache. */
import { newId } from './assignSession.ts'
import { BATCH_MS } from './limits.ts'

/** What may have changed the page: the name of a method of the History API, or an event of the browser. */
type Cause = string | { persisted?: boolean }

/**
 * Records a page view of the present page and of each page that is shown from now on. The same address is the same page: a
 * second event for one navigation is no new view, and neither is a history state without an address of its own.
 *
 * A redirect is one view: a page that replaces one which was opened by the History API, back or forward less than BATCH_MS ago.
 * Its event has the id of the one before, and so takes its place in the queue; if that one was sent already, the Worker drops it.
 * What replaces the landing is a view of its own: without consent, only the landing's event says what brought the visitor.
 *
 * @param record as in `createTracker`
 * @param options `hash`: the fragment (`#/cart`) is part of a page's address
 */
export function watchPages(
  record: (name: string, params: undefined, id: string) => void,
  options: { hash?: true | '' },
): void {
  let shown: string
  /** Until when, in ms, a page that replaces this one is a redirect. */
  let settled_ms: number
  let id: string

  const check = (cause: Cause, _result?: unknown) => {
    const before = shown
    // A router that uses fragments may write down its empty first route: `#` and `#/` are the page without a fragment.
    shown = location.href.replace(options.hash != null ? /#\W*$/ : /#.*/, '')
    if (
      // Bytes: `> 'q'` is true for `replaceState` and false for `pushState`, '' and events. `=== 'replaceState'`: +10.
      (cause as string) > 'q'
        ? // Replacing only the query is no view: a campaign is removed from the address, or a filter is added.
          shown.replace(/\?[^#]*/, '') != before.replace(/\?[^#]*/, '')
        : (cause as { persisted?: boolean }).persisted || shown != before
    ) {
      record('page_view', undefined, (id = (cause as string) > 'q' && Date.now() < settled_ms ? id : newId()))
      // Bytes: '' of the load stays '', which is less than any time.
      settled_ms = (cause && Date.now() + BATCH_MS) as number
    }
  }

  for (const method of ['pushState', 'replaceState'] as const) {
    const original = history[method]
    // Bytes: arguments are evaluated first, so `original` runs before `check`. Two statements: +2.
    history[method] = (...args) => check(method, original.apply(history, args))
  }
  addEventListener('popstate', check as EventListener)
  addEventListener('pageshow', check as EventListener)
  check('')
}
