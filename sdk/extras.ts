/**
 * The optional features of the tracker, published as `utm-dispatcher/extras` (`extendOnce`) and loaded by `t.js` as its second
 * file.
 * They share a cookie among subdomains and a visitor among domains, fill hidden form fields, track clicks, and read an
 * existing data layer. It is one function because each function costs bytes.
 */

import type { State } from './createStorage.ts'
import type { Options, Tracker } from './createTracker.ts'
import type { EventMap } from './eventMap.ts'

/** The options of the extras: the values of the tag's data attributes, as text. */
export interface ExtraOptions {
  /** Name of the data layer's variable. Empty: `dataLayer`. */
  datalayer?: string
  /** Domains that share the visitor, with their subdomains; with commas between. */
  domains?: string
  /** `outbound`, `download`, or both with a comma between. */
  clicks?: string
  /** If it is set, `debug.js` prints in the console what is sent and answered. */
  debug?: string
}

/** An entry of a data layer: an object for Google Tag Manager, or the `arguments` of a `gtag()` call. */
type Entry = { event?: string; ecommerce?: object | null } & [
  command?: string,
  name?: string,
  params?: object | null,
]

/** The used parts of a click or submit event. Empty on the first call, which has no event. */
interface PageEvent {
  button?: number
  target?: HTMLFormElement
}

/** How long a link to another domain carries the visitor. Who opens it later probably got it from somebody else. */
const LINK_MS = 120_000

/**
 * Whether a host is one of the domains or a subdomain of one. `domains` has commas between.
 * Bytes: `+ ''` turns undefined into a text without such a host: +4. A leading dot on both sides: +7.
 */
const isUnder = (host: string, domains?: string) =>
  (domains + '').split(/, ?/).some((domain) => ('.' + host).endsWith('.' + domain))

/**
 * Adds the extras to a tracker whose `options` also hold the `ExtraOptions`. Call it once, within a second after the
 * tracker was made. After that second, the tracker assigns its events to a visitor, and the visitor that a link carries
 * would come too late. Throws at its end if the page's data layer is no array. The listeners that it adds never throw.
 *
 * Bytes: missing values are not checked. Reading one throws, and the `catch` around the block ends its work.
 */
export const extend = (tracker: Tracker): void => {
  const { options, consent }: { options: Options & ExtraOptions; consent: Tracker['consent'] } = tracker
  /** The visitor's key in localStorage, and the name of the cookie. */
  const key = `utm_${options.site}_`

  const onPageEvent = ({ button, target }: PageEvent) => {
    try {
      const known = tracker.attribution()
      // Fills all fields of the page at each event, because `form.submit()` raises no event to wait for.
      for (const field of document.querySelectorAll<HTMLInputElement>(
        '[name^=utm_][type=hidden],[data-utm]',
      )) {
        // `data-utm="first.source"`; without a dot, a value of `attribution()` itself. (Bytes: `reverse()`: +3)
        const [name, which] = (field.dataset.utm || 'last.' + field.name).split('.').reverse()
        const touch = (known[which as 'last'] || known) as Record<string, string>
        for (const word in touch)
          if (known.visitor_id && word.toLowerCase().match(`^(utm_)?${name}$`)) field.value = touch[word]!
      }

      // Left or middle button. (Bytes: undefined < 2 is false. Checking that there is a target: +9)
      const link = (button! < 2 && target!.closest('a')) as HTMLAnchorElement
      // Throws if there is no link and no form with an address: nothing is left to do.
      const to = new URL((link as unknown as string) || target!.action)
      const { pathname, host, href } = to
      const file = pathname.match(/\.(pdf|(xls|doc|ppt)x?|txt|csv|zip|rar|mp[34])$/i)
      // Bytes: a regular expression accepts undefined. `?.includes`, twice: +8.
      if (/down/.test(options.clicks!) && file)
        tracker.track('file_download', { link_url: href, file_name: pathname, file_extension: file[1] })
      if (host != location.host && href.match(/^http/)) {
        if (isUnder(host, options.domains)) {
          // The link does not carry the shop's own user id. Without consent there is no visitor, and this throws
          // (bytes: an `if`: +9).
          const { session, visitor }: State = JSON.parse((known.visitor_id && localStorage[key])!)
          to.searchParams.set('_utmd', btoa(JSON.stringify({ session, visitor, at: Date.now() + LINK_MS })))
          // Only one of the two exists. Setting `action` on a link, or `href` on null, does no harm here. (`if`: +7)
          link.href = target!.action = to as unknown as string
        } else if (link && /out/.test(options.clicks!) && !isUnder(host, options.site))
          tracker.track('click', { link_url: href, link_domain: host, outbound: true })
      }
    } catch {}
  }

  try {
    if (options.cookieDomain != null) {
      // Finds the registrable domain by trial: the shortest end of the host for which the browser accepts a cookie.
      // Bytes: `reduceRight` in place of a loop: +18.
      options.cookieDomain ||= location.hostname.split('.').reduceRight((domain, label) => {
        // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is neither everywhere nor synchronous
        document.cookie = `_utm=${domain};domain=${domain};max-age=1`
        return document.cookie.match(`_utm=${domain}`) ? domain : label + '.' + domain
      })
      // Deletes an older cookie of this host alone, which would hide the shared one.
      // biome-ignore lint/suspicious/noDocumentCookie: as above
      document.cookie = key + '=;path=/;max-age=-1'
    }

    // Throws if the address carries no visitor. (Bytes: an `if`: +10)
    const url = new URL(location.href)
    const carried = atob(url.searchParams.get('_utmd')!)
    const at = JSON.parse(carried).at
    url.searchParams.delete('_utmd')
    history.replaceState(history.state, '', url)
    // With another referrer, or without one (which throws), the link was shared, and this is another person.
    if (Date.now() < at && isUnder(new URL(document.referrer).host, options.domains)) {
      // Bytes: called without a value at once, in place of a second function: +6.
      ;(tracker.consent = (...values: unknown[]) => {
        if (values[0]) consent(...(values as ['granted']))
        if (options.consent == 'granted') {
          tracker.consent = consent
          // The carried visitor replaces the one that this browser had here before, so that the session goes on. But an
          // opt-out stays. It may be only in the cookie and percent-encoded: `%22out%22` or `"out"`. (Decoding: +16 bytes)
          if (!/["2]out\W/.test(document.cookie + localStorage[key]))
            localStorage[key] = carried.replace(at, Date.now() as unknown as string)
        }
      })()
    }
  } catch {}

  onPageEvent({})
  for (const type of ['click', 'auxclick', 'submit'])
    addEventListener(type, onPageEvent as unknown as EventListener, true)

  if (options.datalayer != null) {
    const layer = ((window as unknown as Record<string, Entry[]>)[options.datalayer || 'dataLayer'] ||= [])
    const { push } = layer
    const read = (entry?: Entry) => {
      // GTM's object, or gtag's arguments. (Bytes: testing which one it is: +23)
      const name = (entry?.event || entry?.[1])!
      // All known events except for `page_view`, and other names that begin like them; a test compares it with the list of
      // known events. (Bytes: prefixes in place of the names: +38.) From GTM's objects only `ecommerce` is sent: the rest
      // may hold e-mail addresses for other tags.
      if (/^(view_item$|search|(add|begin|generate|remove|sign)_|purchase|refund)/.test(name))
        tracker.track(name, (entry!.ecommerce || entry![2]) as EventMap['search'])
    }
    layer.map(read)
    layer.push = (...entries) => {
      entries.map(read)
      return push.apply(layer, entries)
    }
  }

  if (options.debug != null) import('./debug.js')
}
