/** Calls of the API about what is excluded from reports. A large exclusion takes many requests: each does some steps. */
import type { ExclusionAnswer, PurgeAnswer } from '../../../wire/answers/exclusion.ts'
import { request } from '../../shared/fetching/request.ts'

/** What is excluded or purged, as the API takes it. Dates are days of the site. */
export type Target = { visitor_id: string } | { source: string } | { from: string; to: string }

const siteOf = (site: string) => `site=${encodeURIComponent(site)}`

/** Excludes, step by step until all is done. */
export async function exclude(site: string, body: Target): Promise<ExclusionAnswer> {
  for (;;) {
    const answer = await request<ExclusionAnswer>('POST', `/api/exclusions?${siteOf(site)}`, { body })
    if (answer.state !== 'applying') return answer
  }
}

/** Includes again, likewise. */
export async function include(site: string, id: string): Promise<void> {
  for (;;) {
    const path = `/api/exclusions/${encodeURIComponent(id)}?${siteOf(site)}`
    if ((await request<ExclusionAnswer>('DELETE', path)).state !== 'removing') return
  }
}

/** Deletes for good, likewise. */
export async function purge(site: string, body: Target): Promise<void> {
  for (;;)
    if ((await request<PurgeAnswer>('POST', `/api/purge?${siteOf(site)}`, { body })).state === 'purged')
      return
}

export interface Preview {
  sessions: number
  orders: number
}

/** How much it would concern. Of a source the orders are those that are credited to it. */
export async function preview(site: string, target: Target): Promise<Preview> {
  if ('visitor_id' in target) {
    const path = `/api/visitors/${encodeURIComponent(target.visitor_id)}?${siteOf(site)}`
    const { sessions, orders } = await request<{ sessions: unknown[]; orders: unknown[] }>('GET', path)
    return { sessions: sessions.length, orders: orders.length }
  }
  const params = new URLSearchParams({ site })
  if ('source' in target) {
    params.set('period', 'all')
    params.set('filter', `source:is:${target.source.replaceAll('|', '\\|')}`)
  } else {
    params.set('from', target.from)
    params.set('to', target.to)
  }
  const { total } = await request<{ total: Preview }>('GET', `/api/stats/general?${params}`)
  return { sessions: total.sessions, orders: total.orders }
}
