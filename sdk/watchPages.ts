/** Notices page views: the load, the History API, back and forward, the fragment when asked, and the bfcache. */

/** What moved the page: a method of the History API, or an event. */
type Cause = string | { persisted?: boolean }

/**
 * Calls `view` for each page shown from now on, the present one included. Same address, same page: a second event for
 * one navigation, or a state without an address of its own, is no view.
 * @param hash whether the fragment names a page
 */
export function watchPages(view: () => void, hash?: true | ''): void {
  let shown: string

  const look = (cause: Cause, _done?: unknown) => {
    const before = shown
    // A router on fragments begins with an empty route, which it may write down.
    shown = location.href.replace(hash != null ? /#\W*$/ : /#.*/, '')
    // Replacing only the query tidies the address: a campaign taken out of it, a filter put in.
    if (
      (cause as string) > 'q'
        ? shown.replace(/\?[^#]*/, '') != before.replace(/\?[^#]*/, '')
        : (cause as { persisted?: boolean }).persisted || shown != before
    )
      view()
  }

  for (const method of ['pushState', 'replaceState'] as const) {
    const original = history[method]
    history[method] = (...args) => look(method, original.apply(history, args))
  }
  addEventListener('popstate', look as EventListener)
  addEventListener('pageshow', look as EventListener)
  look('')
}
