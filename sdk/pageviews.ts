/** Notices page views: the load, the History API, back and forward, the fragment when asked, and the bfcache. */

/**
 * Calls `view` for each page shown from now on, the present one included. Same address, same page: a second event for
 * one navigation, or a state without an address of its own, is no view.
 * @param hash whether the fragment names a page
 */
export function watchPages(view: () => void, hash?: boolean): void {
  const address = () => (hash ? location.href : location.pathname + location.search)
  let shown: string

  const look = () => {
    const before = shown
    shown = address()
    if (shown !== before) view()
  }

  for (const method of ['pushState', 'replaceState'] as const) {
    const original = history[method]
    history[method] = (...args) => {
      const path = location.pathname
      original.apply(history, args)
      // Replacing only the query tidies the address: a campaign taken out of it, a filter put in.
      if (method > 'q' && path === location.pathname) shown = address()
      else look()
    }
  }

  addEventListener('popstate', look)
  addEventListener('pageshow', (event) => event.persisted && view())
  look()
}
