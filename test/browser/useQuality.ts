/** A site with sessions, sales and an order in euros, for the tests of the view “Data quality”. */
import { beforeAll, expect } from 'vitest'
import { landing, useDashboard } from './dashboard.ts'

const SETTINGS = { timezone: 'Europe/Kyiv', currency: 'UAH' }

/** `useDashboard` with the site, its sessions and its orders T-a, T-b, T-c and EUR-1. */
export function useQuality(site: string) {
  const dashboard = useDashboard(site)
  const { api, visit } = dashboard
  const newSite = (site: string, name: string) =>
    api('/api/sites', { site, name, hosts: [site], ...SETTINGS })
  const send = (events: object[], to = site) =>
    api<{ accepted: number; dropped: { reason: string }[] }>('/api/events', { site: to, events })
  let events: object[]

  beforeAll(async () => {
    await newSite(site, 'Losses')
    const bought = ['view_item', 'purchase']
    const [euro] = visit('euro', landing('google', 'autumn', 'text'), 20, []).map((one) => ({
      ...one,
      id: 'euro-order',
      name: 'purchase',
      value: 20,
      currency: 'EUR',
      transaction_id: 'EUR-1',
    }))
    events = [
      ...visit('a', landing('facebook', 'winter', 'video'), 30, bought),
      ...visit('b', landing('facebook', 'winter', 'video'), 31, bought),
      ...visit('c', '/', 32, bought),
      ...visit('d', '/', 33),
      ...visit('e', '/?utm_source=flyer&utm_medium=paper', 34),
      ...visit('f', '/?utm_campaign=nameless', 35),
      euro!,
    ]
    expect((await send(events)).accepted).toBe(events.length)
  })

  return {
    ...dashboard,
    newSite,
    /** Sends events as a server. */
    send,
    /** The first event of the site; available from the next hook on. */
    firstEvent: () => events[0]!,
    /** Path and query of the view. */
    view: `/?site=${site}&view=quality`,
  }
}
