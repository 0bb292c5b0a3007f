/** What consent platforms do on a page, one entry each: in which order, and what follows for the visitor. */

export interface ConsentSequence {
  name: string
  /** Code of the page before the tag. */
  before?: string
  /** Code that runs in the page when the script and its consent file are there: one step after another. */
  steps?: string[]
  /** The number of steps until consent is given. Before that, nothing may be stored. Absent: it is never given. */
  grantedBy?: number
  /** What the Worker's `GET /e` says. Absent: it does not know the place. */
  place?: string
  /** The `ad_consent` of the session: of the one with consent, if there is one. */
  ad: 'granted' | 'denied' | null
  /** Consent is taken back in the end: nothing is stored any more. */
  revoked?: true
}

const LAYER =
  'window.dataLayer = window.dataLayer || []; window.gtag = function () { dataLayer.push(arguments) };'
const state = (analytics: string, ad = analytics, more = {}) =>
  JSON.stringify({ analytics_storage: analytics, ad_storage: ad, ad_user_data: ad, ...more })
const byDefault = (analytics: string, more = {}) =>
  `gtag('consent', 'default', ${state(analytics, analytics, more)});`
const update = (analytics: string, ad?: string) => `gtag('consent', 'update', ${state(analytics, ad)});`
const wait = (ms: number) => `new Promise((done) => setTimeout(done, ${ms}))`
/** Waits for what takes time: an answer of the Worker, a platform that is looked for. */
const until = (condition: string) =>
  `new Promise((done) => { const look = () => (${condition}) ? done() : setTimeout(look, 20); look() })`
const granted = until(`tracker.options.consent == 'granted'`)
/** Code before the tag: the timer of this many ms ends only when `elapse()` is called. */
const HELD_MS = 54_321
const HOLD = `{ const { setTimeout } = window; window.setTimeout = (work, ms, ...more) =>
  ms == ${HELD_MS} ? (window.elapse = work) : setTimeout(work, ms, ...more) }`

/** A TCF platform: `tcf(data)` is what it then tells everybody who listens. */
const TCF = `(() => {
  const heard = (window.heard = [])
  let last
  window.__tcfapi = (command, version, callback) => {
    if (command != 'addEventListener') return
    heard.push(callback)
    if (last) callback(last, true)
  }
  window.tcf = (data) => heard.forEach((callback) => callback((last = { tcfPolicyVersion: 5, ...data }), true))
})();`
const purposes = (...numbers: number[]) => ({
  consents: Object.fromEntries(numbers.map((number) => [number, true])),
  legitimateInterests: {},
})
const tcf = (data: object) => `tcf(${JSON.stringify({ gdprApplies: true, ...data })});`
const chosen = (...numbers: number[]) =>
  tcf({ eventStatus: 'useractioncomplete', purpose: purposes(...numbers) })

export const CONSENT_SEQUENCES: ConsentSequence[] = [
  {
    name: 'denied by default, then granted by a second default',
    before: LAYER + byDefault('denied'),
    ...{ steps: [byDefault('granted')], grantedBy: 1, ad: 'granted' },
  },
  {
    name: 'denied by default, granted by an update',
    before: LAYER + byDefault('denied'),
    ...{ steps: [update('granted')], grantedBy: 1, ad: 'granted' },
  },
  {
    name: 'lists in place of arguments',
    before: `window.dataLayer = [['consent', 'default', ${state('denied')}]]`,
    ...{ steps: [`dataLayer.push(['consent', 'update', ${state('granted')}])`], grantedBy: 1, ad: 'granted' },
  },
  {
    name: 'an update before the tag',
    before: LAYER + byDefault('denied') + update('granted'),
    ...{ grantedBy: 0, ad: 'granted' },
  },
  {
    name: 'a default after the update',
    before: LAYER + update('granted') + byDefault('denied'),
    ...{ grantedBy: 0, ad: 'granted' },
  },
  { name: 'granted by default', before: LAYER + byDefault('granted'), grantedBy: 0, ad: 'granted' },
  {
    name: 'granted by default, unless an update comes in time; none comes',
    before: HOLD + LAYER + byDefault('granted', { wait_for_update: HELD_MS }),
    ...{ steps: [wait(1), 'elapse()'], grantedBy: 2, ad: 'granted' },
  },
  {
    name: 'granted by default, and refused by an update in time',
    before: HOLD + LAYER + byDefault('granted', { wait_for_update: HELD_MS }),
    ...{ steps: [update('denied'), 'elapse()'], ad: 'denied' },
  },
  {
    name: 'denied by default, and no update in time: the answer comes later',
    before: HOLD + LAYER + byDefault('denied', { wait_for_update: HELD_MS }),
    ...{ steps: ['elapse()', update('granted', 'denied')], grantedBy: 2, ad: 'denied' },
  },
  {
    name: 'a platform that comes late',
    steps: [wait(100), LAYER + byDefault('denied'), update('granted')],
    ...{ grantedBy: 3, ad: 'granted' },
  },
  {
    name: 'denied in some regions, granted elsewhere, and nobody knows where',
    before: LAYER + byDefault('denied', { region: ['ES', 'US-AK'] }) + byDefault('granted'),
    ...{ steps: [wait(300), update('granted')], grantedBy: 2, ad: 'granted' },
  },
  {
    name: 'denied in a country, granted in a region of it, and the visitor is there',
    before: LAYER + byDefault('granted', { region: ['US-CA'] }) + byDefault('denied', { region: ['US'] }),
    ...{ place: 'US-CA', steps: [granted], grantedBy: 1, ad: 'granted' },
  },
  {
    name: 'granted in a country, denied in a region of it, and the visitor is there',
    before: LAYER + byDefault('denied', { region: ['US-CA'] }) + byDefault('granted', { region: ['US'] }),
    ...{ place: 'US-CA', steps: [wait(300), update('granted')], grantedBy: 2, ad: 'granted' },
  },
  {
    name: 'two updates, one of them for ads only',
    before: LAYER + byDefault('denied'),
    steps: [
      `gtag('consent', 'update', { ad_storage: 'granted', ad_user_data: 'granted' })`,
      `gtag('consent', 'update', { analytics_storage: 'granted' })`,
    ],
    ...{ grantedBy: 2, ad: 'granted' },
  },
  {
    name: 'refused, and granted after all',
    before: LAYER + byDefault('denied'),
    ...{ steps: [update('denied'), update('granted')], grantedBy: 2, ad: 'granted' },
  },
  {
    name: 'granted, and taken back',
    before: LAYER + byDefault('denied'),
    ...{ steps: [update('granted'), update('denied')], grantedBy: 1, revoked: true, ad: 'granted' },
  },
  {
    name: 'TCF, answered on an earlier page',
    before: TCF,
    steps: [tcf({ eventStatus: 'tcloaded', purpose: purposes(1, 2, 3, 4, 7, 8, 9, 10) })],
    ...{ grantedBy: 1, ad: 'granted' },
  },
  {
    name: 'TCF, whose stub comes late and whose visitor takes time',
    steps: [wait(100), TCF, until('heard.length'), tcf({ eventStatus: 'cmpuishown' }), chosen(1, 8)],
    ...{ grantedBy: 5, ad: 'denied' },
  },
  {
    name: 'TCF, where the GDPR does not apply',
    before: TCF,
    ...{ steps: [`tcf({ gdprApplies: false, eventStatus: 'tcloaded' })`], grantedBy: 1, ad: null },
  },
  {
    name: 'TCF, refused in part and then granted',
    before: TCF,
    ...{ steps: [chosen(2, 7, 8), chosen(1), chosen(1, 7)], grantedBy: 3, ad: 'granted' },
  },
  {
    name: 'both: the data layer counts',
    before: LAYER + byDefault('denied') + TCF,
    ...{ steps: [chosen(1, 7, 8), update('granted', 'denied')], grantedBy: 2, ad: 'denied' },
  },
]
