/** Notices page views: the load, the History API, back and forward, the fragment if asked for, and the bfcache. */

/** What may have changed the page: the name of a method of the History API, or an event of the browser. */
type Cause = string | { persisted?: boolean }

/**
 * Calls `view` for the present page and for each page that is shown from now on. The same address is the same page: a
 * second event for one navigation is no new view, and neither is a history state without an address of its own.
 *
 * @param hash whether the fragment (`#/cart`) is part of a page's address
 */
export function watchPages(view: () => void, hash?: true | ''): void {
  let shown: string

  const check = (cause: Cause, _result?: unknown) => {
    const before = shown
    // A router that uses fragments may write down its empty first route: `#` and `#/` are the page without a fragment.
    shown = location.href.replace(hash != null ? /#\W*$/ : /#.*/, '')
    if (
      // Bytes: `> 'q'` is true for `replaceState` and false for `pushState`, '' and events. `=== 'replaceState'`: +10.
      (cause as string) > 'q'
        ? // Replacing only the query is no view: a campaign is removed from the address, or a filter is added.
          shown.replace(/\?[^#]*/, '') != before.replace(/\?[^#]*/, '')
        : (cause as { persisted?: boolean }).persisted || shown != before
    )
      view()
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
