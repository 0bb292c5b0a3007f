/** The expected figures of reports, counted in memory from the documented rules: slow, short, without SQL. */
import type { Model } from '../../wire/model.ts'
import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'
import { ARRIVALS, type Happening, type History, type Name, POINTS } from './history.ts'

const DIRECT = ARRIVALS[0]!
const NOT_SET = '(not set)'

/** The values of a session by dimension. */
export type Facets = Record<string, string>

export interface NaiveSession {
  visitor: string
  visit_number: number
  started_ms: number
  events: Happening[]
  facets: Facets
  landing_page: string
}

/** A conversion or an order that models credit to touches. */
interface NaiveCredit {
  /** The instant that decides its period; for a conversion, the start of its session. */
  counted_ms: number
  /** The time of the conversion or the order. */
  ms: number
  session: NaiveSession
  /** The visitor's touches up to that time, oldest first. */
  path: NaiveSession[]
  /** The revenue of an order in minor units: paid less refunds. */
  revenue_minor: number
}

export interface NaivePast {
  sessions: NaiveSession[]
  conversions: NaiveCredit[]
  orders: NaiveCredit[]
}

/** Groups events into sessions: 30 minutes without an event or a new campaign end a session, midnight does not. */
export function evaluate({ events, refunds }: History): NaivePast {
  const sessions: NaiveSession[] = []
  const byVisitor = Map.groupBy(events, (event) => event.visitor)
  for (const own of byVisitor.values()) {
    let open: NaiveSession | null = null
    let campaign: string | null = null
    let number = 0
    for (const event of own.toSorted((a, b) => a.ms - b.ms)) {
      const key = event.landed ? event.arrival.campaign_key : null
      const last: Happening | undefined = open?.events.at(-1)
      if (!open || event.ms - last!.ms > 30 * MINUTE_MS || (key !== null && key !== campaign)) {
        open = sessionOf(event, ++number)
        campaign = key
        sessions.push(open)
      }
      open.events.push(event)
    }
  }
  const converts: Name[] = ['generate_lead', 'sign_up', 'purchase']
  const pathTo = (session: NaiveSession, ms: number) =>
    sessions
      .filter((one) => one.visitor === session.visitor && one.started_ms <= session.started_ms)
      .filter((one) => one === session || one.started_ms >= ms - 30 * DAY_MS)
      .sort((a, b) => a.started_ms - b.started_ms)
  const conversions = sessions.flatMap((session) => {
    const first = session.events.find((event) => converts.includes(event.name))
    if (!first) return []
    const path = pathTo(session, first.ms)
    return [{ counted_ms: session.started_ms, ms: first.ms, session, path, revenue_minor: 0 }]
  })
  const orders = sessions.flatMap((session) =>
    session.events
      .filter((event) => event.name === 'purchase')
      .map((event) => {
        const back = refunds
          .filter((refund) => refund.transaction_id === event.transaction_id)
          .reduce((sum, refund) => sum + (refund.value_minor ?? event.value_minor!), 0)
        const revenue_minor = event.value_minor! - Math.min(event.value_minor!, back)
        return { counted_ms: event.ms, ms: event.ms, session, path: pathTo(session, event.ms), revenue_minor }
      }),
  )
  return { sessions, conversions, orders }
}

function sessionOf(event: Happening, visit_number: number): NaiveSession {
  const from = event.landed ? event.arrival : DIRECT
  const { country, region, city, language } = event.place
  const { device, browser, os } = event.machine
  const page = event.landed ? `/${event.arrival.landing.split('?')[0]}` : '/page'
  return {
    visitor: event.visitor,
    visit_number,
    started_ms: event.ms,
    events: [],
    landing_page: page,
    facets: {
      source: from.source,
      medium: from.medium,
      campaign: from.campaign,
      content: from.content,
      term: from.term,
      channel: from.channel,
      kind: from.kind,
      referrer: from.referrer_host,
      landing_page: page,
      country: country ?? NOT_SET,
      region: region ?? NOT_SET,
      city: city ?? NOT_SET,
      language,
      device,
      browser,
      os,
      visitor: visit_number === 1 ? 'new' : 'returning',
    },
  }
}

/** The share of each touch of a path; they add up to 1. */
export function shares(model: Model, path: NaiveSession[], ms: number): number[] {
  const n = path.length
  const only = (at: number) => path.map((_, i) => (i === at ? 1 : 0))
  switch (model) {
    case 'first':
      return only(0)
    case 'last':
      return only(n - 1)
    case 'last_non_direct': {
      const at = path.findLastIndex((touch) => touch.facets.channel !== 'Direct')
      return only(at < 0 ? n - 1 : at)
    }
    case 'linear':
      return path.map(() => 1 / n)
    case 'position':
      if (n < 3) return path.map(() => 1 / n)
      return path.map((_, i) => (i === 0 || i === n - 1 ? 0.4 : 0.2 / (n - 2)))
    case 'time_decay': {
      const weights = path.map((touch) => 0.5 ** ((ms - touch.started_ms) / (7 * DAY_MS)))
      const sum = weights.reduce((a, b) => a + b, 0)
      return weights.map((weight) => weight / sum)
    }
  }
}

export interface NaiveRow {
  names: Facets
  sessions: NaiveSession[]
  conversions: number
  orders: number
  /** Not rounded, so it may have fractions of a cent. */
  revenue_minor: number
  /** The number of credited parts of orders. The report may round each one by a cent. */
  shares: number
}

interface NaiveQuery {
  from_ms: number
  to_ms: number
  by: string[]
  model: Model
  keep?: (facets: Facets) => boolean
}

/** The rows of a breakdown, by their joined names. */
export function breakdown(past: NaivePast, query: NaiveQuery): Map<string, NaiveRow> {
  const { from_ms, to_ms, by, model, keep = () => true } = query
  const rows = new Map<string, NaiveRow>()
  const rowOf = (session: NaiveSession): NaiveRow => {
    const names = Object.fromEntries(by.map((key) => [key, session.facets[key]!]))
    const key = Object.values(names).join(' | ')
    const row = rows.get(key) ?? {
      names,
      sessions: [],
      conversions: 0,
      orders: 0,
      revenue_minor: 0,
      shares: 0,
    }
    rows.set(key, row)
    return row
  }
  const within = (ms: number) => ms >= from_ms && ms < to_ms
  for (const session of past.sessions)
    if (within(session.started_ms) && keep(session.facets)) rowOf(session).sessions.push(session)
  const credit = (of: 'conversions' | 'orders') => {
    for (const one of past[of].filter(({ counted_ms }) => within(counted_ms))) {
      shares(model, one.path, one.ms).forEach((share, i) => {
        const touch = one.path[i]!
        if (!share || !keep(touch.facets)) return
        const row = rowOf(touch)
        row[of] += share
        row.revenue_minor += one.revenue_minor * share
        if (of === 'orders') row.shares++
      })
    }
  }
  credit('conversions')
  credit('orders')
  return rows
}

export const visitorsOf = (sessions: NaiveSession[]): number => new Set(sessions.map((s) => s.visitor)).size

export const pointsOf = (session: NaiveSession): number =>
  session.events.reduce((sum, { name }) => sum + POINTS[name], 0)

export const countOf = (session: NaiveSession, name: Name): number =>
  session.events.filter((event) => event.name === name).length
