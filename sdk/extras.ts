/**
 * The script's second file, loaded by the tag that asks for any of it: subdomains share a cookie, domains a visitor,
 * hidden fields are filled, clicks watched, an existing data layer read. One function, as its bytes are counted.
 */

import type { State } from './createStorage.ts'
import type { Options, Tracker } from './createTracker.ts'
import type { EventMap } from './eventMap.ts'

/** Attributes of the tag besides the core's, as they stand there. */
export interface ExtraOptions {
  /** Name of the data layer; empty for `dataLayer`. */
  datalayer?: string
  /** Hosts that share the visitor, their subdomains too, with commas between. */
  domains?: string
  /** `outbound`, `download`, or both with a comma between. */
  clicks?: string
  /** Whether the console says what goes on. */
  debug?: string
}

/** As pages push them: GTM's objects, or the `arguments` of a `gtag()` call. */
type Entry = { event?: string; ecommerce?: object | null } & [
  command?: string,
  name?: string,
  params?: object | null,
]

/** A click or a form that is sent, as far as it is asked; none when the page is looked at for the first time. */
interface Cause {
  button?: number
  target?: HTMLFormElement
}

/** A link is followed at once; whoever comes later with its address got it from somebody. */
const FRESH_MS = 120_000

/** Whether a host is one of the domains, which have commas between, or a subdomain of one. */
const isUnder = (host: string, domains?: string) =>
  (domains + '').split(/, ?/).some((domain) => ('.' + host).endsWith('.' + domain))

/**
 * Call it once for a tracker whose options hold the extras' too, before it knows who is here: within a second. What it
 * leaves on the page never throws; it does so itself, when all else is done, where the page's data layer is no array.
 */
export const extend = (tracker: Tracker): void => {
  const { options, consent }: { options: Options & ExtraOptions; consent: Tracker['consent'] } = tracker
  /** Of the visitor in localStorage, and the name of their cookie. */
  const key = `utm_${options.site}_`

  const hear = ({ button, target }: Cause) => {
    try {
      const known = tracker.attribution()
      // All fields of the page, and before they are needed: `form.submit()` raises no event.
      for (const field of document.querySelectorAll<HTMLInputElement>(
        '[name^=utm_][type=hidden],[data-utm]',
      )) {
        const [name, which] = (field.dataset.utm || 'last.' + field.name).split('.').reverse()
        const touch = (known[which as 'last'] || known) as Record<string, string>
        for (const word in touch)
          if (known.visitor_id && word.toLowerCase().match(`^(utm_)?${name}$`)) field.value = touch[word]!
      }

      const link = (button! < 2 && target!.closest('a')) as HTMLAnchorElement
      // Where neither leads anywhere, this throws: there is nothing else to do.
      const to = new URL((link as unknown as string) || target!.action)
      const { pathname, host, href } = to
      const file = pathname.match(/\.(pdf|(xls|doc|ppt)x?|txt|csv|zip|rar|mp[34])$/i)
      if (/down/.test(options.clicks!) && file)
        tracker.track('file_download', { link_url: href, file_name: pathname, file_extension: file[1] })
      if (host != location.host && href.match(/^http/)) {
        if (isUnder(host, options.domains)) {
          // The shop's own user id stays at home. Without consent there is no visitor, and this throws.
          const { session, visitor }: State = JSON.parse((known.visitor_id && localStorage[key])!)
          to.searchParams.set('_utmd', btoa(JSON.stringify({ session, visitor, at: Date.now() + FRESH_MS })))
          // One of the two is no link or no form: it throws, or has a property that means nothing.
          link.href = target!.action = to as unknown as string
        } else if (link && /out/.test(options.clicks!) && !isUnder(host, options.site))
          tracker.track('click', { link_url: href, link_domain: host, outbound: true })
      }
    } catch {}
  }

  try {
    if (options.cookieDomain != null) {
      // The widest that the browser takes a cookie for, tried from the right: the registrable domain.
      options.cookieDomain ||= location.hostname.split('.').reduceRight((domain, label) => {
        // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is neither everywhere nor synchronous
        document.cookie = `_utm=${domain};domain=${domain};max-age=1`
        return document.cookie.match(`_utm=${domain}`) ? domain : label + '.' + domain
      })
      // One of this host alone, from before, would hide the shared one.
      // biome-ignore lint/suspicious/noDocumentCookie: as above
      document.cookie = key + '=;path=/;max-age=-1'
    }

    // Where the address brings nobody, this throws.
    const url = new URL(location.href)
    const guest = atob(url.searchParams.get('_utmd')!)
    const at = JSON.parse(guest).at
    url.searchParams.delete('_utmd')
    history.replaceState(history.state, '', url)
    // Whoever comes from elsewhere, or from nowhere, which throws, follows a link that was shared: somebody else.
    if (Date.now() < at && isUnder(new URL(document.referrer).host, options.domains)) {
      ;(tracker.consent = (value) => {
        consent(value)
        if (options.consent == 'granted') {
          tracker.consent = consent
          // The visit goes on as one: that counts for more than who this browser was here before, and for less than
          // that they opted out, which may stand in the cookie alone, percent-encoded.
          if (!/["2]out\W/.test(document.cookie + localStorage[key]))
            localStorage[key] = guest.replace(at, Date.now() as unknown as string)
        }
      })(options.consent as 'granted')
    }
  } catch {}

  hear({})
  for (const type of ['click', 'auxclick', 'submit'])
    addEventListener(type, hear as unknown as EventListener, true)

  if (options.datalayer != null) {
    const layer = ((window as unknown as Record<string, Entry[]>)[options.datalayer || 'dataLayer'] ||= [])
    const { push } = layer
    const read = (entry?: Entry) => {
      const name = (entry?.event || entry?.[1])!
      // The wire's events but for the page view, and whatever begins like most of them; a test holds this beside them.
      // Of GTM's objects nothing but `ecommerce`: other tags' e-mail addresses stand there too.
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
