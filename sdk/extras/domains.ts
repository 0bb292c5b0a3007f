/** One visitor on domains that share no storage: a link takes them along in its address, for two minutes. */
import type { ExtraOptions, Hear } from '../extras.ts'
import type { Tracker } from '../index.ts'
import { attempt, type State } from '../storage.ts'
import { clean, isUnder, VISITOR } from './address.ts'
import { FRESH_MS } from './limits.ts'

type Browser = Navigator & { globalPrivacyControl?: boolean }

export function linkDomains(tracker: Tracker, { site, domains }: ExtraOptions): Hear {
  const { href, host } = location
  const key = `utm_${site}_`
  /** As the core keeps it. Where that is forbidden, nobody can be taken along. */
  const load = (): State => JSON.parse(localStorage[key] || '{}')
  const stamp = (state: object) => JSON.stringify({ ...state, at: Date.now() })

  attempt(() => {
    const text = VISITOR.exec(href)![1]!
    history.replaceState(history.state, '', clean(href))
    const guest: State = JSON.parse(atob(unescape(text)))
    // Whoever comes from elsewhere, or from nowhere, which throws, follows a link that was shared: somebody else.
    if (isUnder(new URL(document.referrer).host, domains) && Math.abs(Date.now() - guest.at) < FRESH_MS) {
      const { consent } = tracker
      tracker.consent = (value) => {
        tracker.consent = consent
        attempt(() => {
          const own = load()
          // The visit goes on as one: that counts for more than who this browser was here before.
          if (value === 'granted' && !(navigator as Browser).globalPrivacyControl && !own.out)
            localStorage[key] = stamp({ ...own, ...guest })
        })
        consent(value)
      }
    }
  })

  return (link, form, data) => {
    const to = link || new URL(form.action)
    // Without consent there is no visitor.
    if (to.host !== host && isUnder(to.host, domains) && tracker.attribution().visitor_id) {
      const { visitor, session } = load()
      // An address is ASCII.
      const token = btoa(stamp({ visitor, session }))
      to.search = `${clean(to.search)}&_utmd=${token}`
      if (!link) form.action = to.href
      // The fields of a form that is sent by GET become the query, whatever stood there.
      data?.set('_utmd', token)
    }
  }
}
