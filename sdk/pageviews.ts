/** Notices page views: the load, the History API, back and forward, the fragment when asked, and the bfcache. */

/** What browsers have and TypeScript's DOM does not know yet. */
type Browser = Window & { navigation?: EventTarget }
/** What moved the page: a method of the History API, a type of the Navigation API (null: nothing), or an event. */
type Cause = string | null | { persisted?: boolean }

/**
 * Calls `view` for each page shown from now on, the present one included. Same address, same page: a second event for
 * one navigation, or a state without an address of its own, is no view.
 * @param hash whether the fragment names a page
 */
export function watchPages(view: () => void, hash?: boolean): void {
  let shown: string

  const look = (cause: Cause, _done?: unknown) => {
    const before = shown
    // A router on fragments begins with an empty route, which it may write down.
    shown = location.href.replace(hash ? /#\W*$/ : /#.*/, '')
    // Replacing only the query tidies the address: a campaign taken out of it, a filter put in.
    if (
      /^r/.test(cause as string)
        ? shown.replace(/\?[^#]*/, '') !== before.replace(/\?[^#]*/, '')
        : (cause as { persisted?: boolean } | null)?.persisted || shown !== before
    )
      view()
  }

  // Where there is one, it tells of routers too that took hold of `pushState` before us, or that do without.
  ;(window as Browser).navigation?.addEventListener('currententrychange', (event) =>
    look((event as Event & { navigationType: string | null }).navigationType),
  )
  for (const method of ['pushState', 'replaceState'] as const) {
    const original = history[method]
    history[method] = (...args) => look(method, original.apply(history, args))
  }
  for (const type of ['popstate', 'pageshow']) addEventListener(type, look as EventListener)
  look('')
}
