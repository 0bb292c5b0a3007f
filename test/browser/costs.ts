/** Sites with visits and costs for the tests of costs, and the texts that the page must show for them. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Answer, AnswerRow } from '../../wire/answers/report.ts'
import { DAY_MS } from '../../wire/time.ts'
import { AS_ADMIN } from '../harness.ts'
import { landing, useDashboard } from './dashboard.ts'

/** The date of that many days ago, in the site's time zone. */
export const day = (ago: number) =>
  new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Kyiv', dateStyle: 'short' }).format(
    Date.now() - ago * DAY_MS,
  )
export const META = `Campaign name,Campaign ID,Day,Amount spent (UAH),Link clicks,Impressions
,,,500.75,110,11000
winter,120210000000000001,${day(2)},300.25,60,6000
winter,120210000000000001,${day(1)},100.5,30,3000
"Nobody, ""came""",120210000000000002,${day(1)},100,20,2000`

/** `useDashboard` with sites of four visits and two sales each. */
export function useCosts(first: string) {
  const dashboard = useDashboard(first)
  const { api, openPage, visit, worker } = dashboard

  /** A site with four visits and two sales. */
  async function newSite(site: string): Promise<string> {
    await api('/api/sites', { site, name: site, timezone: 'Europe/Kyiv', currency: 'UAH', hosts: [site] })
    const of = (visitor: string, ...rest: [landing: string, hoursAgo: number, names?: string[]]) =>
      visit(`${site}-${visitor}`, ...rest).map((event) => ({ ...event, url: event.url.replace(first, site) }))
    const events = [
      ...of('v1', landing('facebook', 'winter', 'video_ad_1'), 30, ['purchase']),
      ...of('v2', landing('instagram', 'winter', 'video_ad_2'), 50),
      ...of('v3', landing('google', 'search', 'banner'), 28, ['purchase']),
      ...of('v4', '/', 29),
    ]
    const answer = await api<{ accepted: number }>('/api/events', { site, events })
    expect(answer.accepted).toBe(events.length)
    return site
  }

  return {
    ...dashboard,
    newSite,
    roi: (site: string, query = '') => api<Answer>(`/api/stats/roi?site=${site}&period=month&${query}`),
    open: (site: string, more: Parameters<typeof openPage>[0] = {}) =>
      openPage({ path: `/?site=${site}&view=costs`, ...more }),
    async load(site: string, text: string) {
      const headers = { ...AS_ADMIN, 'content-type': 'text/csv' }
      const answer = await worker().fetch(`/api/costs?site=${site}`, { method: 'POST', headers, body: text })
      expect(answer.status).toBe(200)
    },
  }
}

const KEYS = [
  'ad_spend',
  'revenue',
  'profit',
  'roi',
  'roas',
  'cost_per_conversion',
  'conversions',
  'sessions',
  'clicks',
  'impressions',
] as const

/** A value as the page shows it in English. */
export function written(row: AnswerRow, key: (typeof KEYS)[number]): string {
  const value = row[key]
  if (typeof value !== 'number') return '–'
  if (key === 'roi')
    return `${value.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(value) < 1 ? 2 : 1 })}%`
  if (['ad_spend', 'revenue', 'profit', 'cost_per_conversion'].includes(key))
    return `${value < 0 ? '-' : ''}₴${Math.abs(value).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`
  return value.toLocaleString('en-GB', { maximumFractionDigits: 2 })
}

export const figures = (row: AnswerRow) => KEYS.map((key) => written(row, key))
export const cards = (page: Page) => page.locator('.figure .value').allInnerTexts()
