/** Known errors of similar products that the Worker must not make: with events of a server and of the script. */
import { describe, expect, it } from 'vitest'
import { MODELS } from '../../wire/model.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import {
  apiEvent,
  type Dropped,
  META_AD,
  newSite,
  post,
  report,
  send,
  unique,
  wireEvent,
} from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

const SHOP = 'https://shop.example/'
const THANKS = `${SHOP}thank-you`
const FACEBOOK = 'https://l.facebook.com/'
const GOOGLE_AD = `${SHOP}?utm_source=google&utm_medium=cpc&utm_campaign=brand&gclid=Cj0K`
const VALUE = 1250.5

/** Something that happens on a page of the shop. */
interface Step {
  ms: number
  /** The session id that the script sends. A server sends none, so the Worker finds the session. */
  session: string
  url?: string
  referrer?: string
  /** The transaction of a purchase. Without it the step is a page view. */
  buys?: string
  visitor?: string
}

interface Sender {
  name: string
  /** Sends one step. `steps` are all steps: the script also sends the landing of the session. */
  sendStep(site: string, step: Step, steps: Step[]): Promise<Dropped>
}

const params = (step: Step) => (step.buys ? { transaction_id: step.buys, value: VALUE, currency: 'UAH' } : {})
const nameOf = (step: Step) => (step.buys ? 'purchase' : 'page_view')

const senders: Sender[] = [
  {
    name: 'a server, which gives no session ids',
    async sendStep(site, step) {
      const { ms, url = SHOP, referrer, visitor = 'v1' } = step
      const event = { name: nameOf(step), ts: new Date(ms).toISOString(), url, referrer, visitor_id: visitor }
      return (await post(worker, site, [apiEvent({ ...event, ...params(step) })])).body
    },
  },
  {
    name: 'the script',
    async sendStep(site, step, steps) {
      const { ms: at, url = SHOP, visitor = 'v1' } = step
      const landing = steps.find(({ session }) => session === step.session)!
      const { url: landed = SHOP, referrer = '' } = landing
      const session = { id: step.session, at: landing.ms, url: landed, referrer }
      const event = wireEvent({ name: nameOf(step), at, url, visitor, session, params: params(step) })
      return (await send(worker, site, [event])).body
    },
  },
]

/** Sends each step in a request of its own. Returns how many were refused, by reason. */
async function sendAll({ sendStep }: Sender, site: string, steps: Step[], order = steps) {
  const refused: Record<string, number> = {}
  for (const step of order)
    for (const { reason } of (await sendStep(site, step, steps)).dropped)
      refused[reason] = (refused[reason] ?? 0) + 1
  return refused
}

const minutesAgo = (minutes: number) => Date.now() - minutes * MINUTE_MS
/** The sessions of a site, oldest first. */
const sessionsOf = async (site: string) => (await report(worker, site, 'sessions')).rows.toReversed()
const general = async (site: string) => (await report(worker, site, 'general')).rows[0]!
/** Revenue by source, under one model. */
const credited = async (site: string, model: string) => {
  const { rows } = await report(worker, site, 'sources', `period=all&model=${model}`)
  return Object.fromEntries(rows.filter(({ revenue }) => revenue).map((row) => [row.source, row.revenue]))
}

describe.each(senders)('events sent by $name', (sender) => {
  describe('trap: matching by substring', () => {
    const lookalikes = [
      'paid=1',
      'aid=1',
      'xgclid=Cj0K',
      'gclid2=Cj0K',
      'my_fbclid=AbC',
      'utm_sourcex=google',
      'xutm_source=google',
      'utm_campaign_old=winter',
      'prefix=summer&sourced=here',
      'next=%2F%3Futm_source%3Dgoogle%26gclid%3D1',
    ]
    it.each(lookalikes)('?%s is not a campaign', async (query) => {
      const site = await newSite(worker)
      await sendAll(sender, site, [{ ms: minutesAgo(5), session: 's1', url: `${SHOP}?${query}` }])
      expect(await sessionsOf(site)).toMatchObject([
        { source: '(direct)', medium: '(none)', channel: 'Direct', campaign: null, click_id_kind: null },
      ])
    })

    it('lookalikes start no session and do not hide a real campaign in the same URL', async () => {
      const site = await newSite(worker)
      const all = lookalikes.join('&')
      await sendAll(sender, site, [
        { ms: minutesAgo(9), session: 's1', url: `${META_AD}&${all}`, referrer: FACEBOOK },
        { ms: minutesAgo(8), session: 's1', url: `${SHOP}mug?${all}` },
      ])
      expect(await sessionsOf(site)).toMatchObject([
        { source: 'facebook', medium: 'cpc', campaign: 'winter', click_id_kind: 'fbclid', events: 2 },
      ])
    })

    it.each(['https://notgoogle.example/', 'https://google.com.phish.example/', 'https://myliqpay.example/'])(
      '%s is a source of its own',
      async (referrer) => {
        const site = await newSite(worker)
        await sendAll(sender, site, [{ ms: minutesAgo(5), session: 's1', referrer }])
        const { host } = new URL(referrer)
        expect(await sessionsOf(site)).toMatchObject([{ source: host, medium: 'referral', referrer: host }])
      },
    )
  })

  describe('trap: ignoring UTMs that arrive mid-session', () => {
    const steps: Step[] = [
      { ms: minutesAgo(20), session: 's1', url: META_AD, referrer: FACEBOOK },
      { ms: minutesAgo(18), session: 's1', url: `${SHOP}mug` },
      { ms: minutesAgo(10), session: 's2', url: GOOGLE_AD, referrer: 'https://www.google.com/' },
      { ms: minutesAgo(9), session: 's2', url: `${SHOP}mug` },
      { ms: minutesAgo(5), session: 's2', url: THANKS, buys: 'T1' },
    ]

    it.each([
      ['in order', steps],
      ['newest first', steps.toReversed()],
    ])('a second campaign within minutes is a session of its own, reported %s', async (_how, order) => {
      const site = await newSite(worker)
      await sendAll(sender, site, steps, order)
      expect(await sessionsOf(site)).toMatchObject([
        { source: 'facebook', campaign: 'winter', visit_number: 1, events: 2, converted: false },
        { source: 'google', campaign: 'brand', visit_number: 2, events: 3, converted: true, revenue: VALUE },
      ])
      expect(await general(site)).toMatchObject({ sessions: 2, visitors: 1, conversions: 1, revenue: VALUE })
      expect(await credited(site, 'last_non_direct')).toEqual({ google: VALUE })
      expect(await credited(site, 'first')).toEqual({ facebook: VALUE })
      expect(await credited(site, 'linear')).toEqual({ facebook: VALUE / 2, google: VALUE / 2 })
    })

    it('a new click on the same campaign is a session of its own', async () => {
      const site = await newSite(worker)
      await sendAll(sender, site, [
        { ms: minutesAgo(20), session: 's1', url: META_AD, referrer: FACEBOOK },
        { ms: minutesAgo(10), session: 's2', url: META_AD.replace('AbC', 'abc'), referrer: FACEBOOK },
      ])
      expect(await sessionsOf(site)).toMatchObject([{ campaign: 'winter' }, { campaign: 'winter' }])
    })

    it('the same click again and the shop’s own ?ref= start no new session', async () => {
      const site = await newSite(worker)
      await sendAll(sender, site, [
        { ms: minutesAgo(20), session: 's1', url: META_AD, referrer: FACEBOOK },
        { ms: minutesAgo(15), session: 's1', url: META_AD, referrer: FACEBOOK },
        { ms: minutesAgo(10), session: 's1', url: `${SHOP}sale?ref=footer` },
      ])
      expect(await sessionsOf(site)).toMatchObject([{ campaign: 'winter', events: 3 }])
    })
  })

  describe('trap: a session id that hashes the clock hour', () => {
    /** The last midnight of the time zone that is at least two days ago. */
    function midnightIn(timezone: string): number {
      const hour = new Intl.DateTimeFormat('en', { timeZone: timezone, hour: 'numeric', hourCycle: 'h23' })
      let ms = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 2 * DAY_MS
      while (hour.format(ms) !== '00') ms -= HOUR_MS
      return ms
    }
    /** Page views at these minutes after a midnight, each with the session id of the script. */
    function visits(timezone: string, minutes: [minute: number, session: string][]): Step[] {
      const midnight_ms = midnightIn(timezone)
      return minutes.map(([minute, session]) => ({ ms: midnight_ms + minute * MINUTE_MS, session }))
    }

    it.each(['UTC', 'Europe/Kyiv'])(
      'a visit across full hours and midnight (%s) is one session',
      async (timezone) => {
        const site = await newSite(worker, { timezone })
        const minutes = [-75, -50, -25, -1, 1, 25, 50, 62].map((minute): [number, string] => [minute, 's1'])
        await sendAll(sender, site, visits(timezone, minutes))
        expect(await sessionsOf(site)).toMatchObject([{ pageviews: 8, visit_number: 1 }])
        expect(await general(site)).toMatchObject({ sessions: 1, visitors: 1, pageviews: 8 })
      },
    )

    it('two sessions within one hour are counted as two', async () => {
      const site = await newSite(worker)
      const steps = visits('UTC', [
        [1, 's1'],
        [2, 's1'],
        [33, 's2'],
        [34, 's2'],
      ])
      await sendAll(sender, site, steps)
      expect(await sessionsOf(site)).toMatchObject([
        { pageviews: 2, visit_number: 1 },
        { pageviews: 2, visit_number: 2 },
      ])
    })

    it('two visitors within one hour are counted as two, even with the same device and address', async () => {
      const site = await newSite(worker)
      const [one, two] = visits('UTC', [
        [1, 's1'],
        [2, 's2'],
      ])
      await sendAll(sender, site, [one!, { ...two!, visitor: 'v2' }])
      expect(await general(site)).toMatchObject({ sessions: 2, visitors: 2 })
    })
  })

  describe('trap: a payment gateway’s referrer stealing the conversion', () => {
    const gateways = [
      ['LiqPay', 'https://www.liqpay.ua/'],
      ['WayForPay', 'https://secure.wayforpay.com/'],
      ['Stripe', 'https://checkout.stripe.com/'],
      ['a bank’s 3-D Secure page', 'https://acs.bank.example/'],
    ] as const
    const untilCheckout: Step[] = [
      { ms: minutesAgo(60), session: 's1', url: META_AD, referrer: FACEBOOK },
      { ms: minutesAgo(58), session: 's1', url: `${SHOP}checkout`, referrer: SHOP },
    ]
    const thanks = (minutes: number, session: string, referrer: string): Step[] => [
      { ms: minutesAgo(58 - minutes), session, url: `${THANKS}?paid=1`, referrer },
      { ms: minutesAgo(58 - minutes), session, url: `${THANKS}?paid=1`, referrer, buys: 'T1' },
    ]

    it.each(gateways)(
      'a visitor who returns from %s within 30 minutes continues the session',
      async (_name, referrer) => {
        const site = await newSite(worker)
        await sendAll(sender, site, [...untilCheckout, ...thanks(10, 's1', referrer)])
        expect(await sessionsOf(site)).toMatchObject([
          { source: 'facebook', referrer: 'l.facebook.com', events: 4, converted: true, revenue: VALUE },
        ])
        expect(await credited(site, 'last')).toEqual({ facebook: VALUE })
      },
    )

    it.each(gateways)(
      'a visitor who returns from %s after 40 minutes does not have the gateway as source',
      async (_name, referrer) => {
        const site = await newSite(worker)
        await sendAll(sender, site, [...untilCheckout, ...thanks(40, 's2', referrer)])
        expect(await sessionsOf(site)).toMatchObject([
          { source: 'facebook', referrer: 'l.facebook.com', converted: false },
          { source: '(direct)', medium: '(none)', channel: 'Direct', referrer: null, converted: true },
        ])
        for (const model of MODELS) {
          const sources = Object.keys(await credited(site, model))
          expect(
            sources.filter((source) => !['facebook', '(direct)'].includes(source)),
            model,
          ).toEqual([])
        }
        expect(await credited(site, 'last_non_direct')).toEqual({ facebook: VALUE })
      },
    )

    it('a visitor who returns from any other site after 40 minutes has that site as source', async () => {
      const site = await newSite(worker)
      await sendAll(sender, site, [...untilCheckout, ...thanks(40, 's2', 'https://review.example/')])
      expect(await credited(site, 'last_non_direct')).toEqual({ 'review.example': VALUE })
    })
  })

  describe('trap: a thank-you page reload firing purchase again', () => {
    const bought: Step[] = [
      { ms: minutesAgo(24 * 60 + 30), session: 's1', url: META_AD, referrer: FACEBOOK },
      { ms: minutesAgo(24 * 60 + 20), session: 's1', url: THANKS, buys: 'T1' },
    ]
    const again = (ms: number, session: string, more: Partial<Step> = {}): Step[] => [
      { ms, session, url: THANKS, ...more },
      { ms, session, url: THANKS, buys: 'T1', ...more },
    ]
    const duplicates = (duplicate: number) => (sender.name === 'the script' ? {} : { duplicate })
    const reloads: [when: string, steps: Step[], converted: boolean[]][] = [
      ['in the same tab', again(minutesAgo(24 * 60 + 15), 's1'), [true]],
      ['a day later', again(minutesAgo(20), 's2'), [true, false]],
      ['by another visitor who got the link', again(minutesAgo(20), 's3', { visitor: 'v2' }), [true, false]],
    ]

    it.each(reloads)(
      'a reload %s is counted once, and only a server is told so',
      async (_when, reload, converted) => {
        const site = await newSite(worker)
        expect(await sendAll(sender, site, [...bought, ...reload])).toEqual(duplicates(1))
        const sessions = await sessionsOf(site)
        expect(sessions.map((session) => session.converted)).toEqual(converted)
        expect(await general(site)).toMatchObject({ orders: 1, conversions: 1, revenue: VALUE })
      },
    )

    it.each(reloads)(
      'a reload %s that arrives first is replaced by the purchase, but not if a page could take over an order in this way',
      async (_when, reload, converted) => {
        const site = await newSite(worker)
        const steps = [...bought, ...reload]
        await sendAll(sender, site, steps, [...reload, ...bought])
        const sessions = await sessionsOf(site)
        const isTakeover = sender.name === 'the script' && reload.some(({ visitor }) => visitor)
        expect(sessions.map((session) => session.converted)).toEqual(isTakeover ? [false, true] : converted)
        expect(await general(site)).toMatchObject({ orders: 1, conversions: 1, revenue: VALUE })
        if (!isTakeover) expect(await credited(site, 'last_non_direct')).toEqual({ facebook: VALUE })
      },
    )

    it('many reloads, one at a time or in one request, are one order', async () => {
      const site = await newSite(worker)
      const reloaded = [15, 14, 13].flatMap((minutes) => again(minutesAgo(24 * 60 + minutes), 's1'))
      expect(await sendAll(sender, site, [...bought, ...reloaded])).toEqual(duplicates(3))
      const batch = [12, 11, 10].map((minutes) => {
        const ts = new Date(minutesAgo(minutes)).toISOString()
        return apiEvent({ id: unique('reload'), name: 'purchase', ts, ...params(bought[1]!) })
      })
      const { body } = await post(worker, site, batch)
      expect(body).toMatchObject({ accepted: 0, dropped: Array(3).fill({ reason: 'duplicate' }) })
      expect(await general(site)).toMatchObject({ orders: 1, conversions: 1, revenue: VALUE })
    })
  })
})
