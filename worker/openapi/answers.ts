/** What the API answers, as zod schemas: the document is made from them, and the tests hold every answer against it. */
import { z } from 'zod'
import { DROP_REASONS } from '../../wire/event.ts'
import type { Cell, Comparison, Unit } from '../stats/answer.ts'
import type { Refused, Status } from '../stats/status.ts'
import type { OrderStatus, Scope } from '../store/rows.ts'
import { whyAnswer } from './why.ts'

const instant = z.iso.datetime()
const text = z.string().nullable()
const money = z.number().nullable()
const currency = z.string().length(3)
const scope = z.enum(['admin', 'read', 'ingest'] satisfies Scope[])
const status = z.enum(['pending', 'paid', 'refunded', 'cancelled'] satisfies OrderStatus[])
const cell: z.ZodType<Cell> = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

/** What stands in a cell of each unit. Empty cells are null. */
export const CELLS: Record<Unit, z.ZodType> = {
  text,
  count: z.number().nullable(),
  percent: z.number().nullable(),
  money,
  instant: instant.nullable(),
  ratio: z.number().nullable(),
  flag: z.boolean().nullable(),
  list: z.array(z.string()).nullable(),
}

export const errorAnswer = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
})

export const columnAnswer = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.enum(Object.keys(CELLS) as [Unit, ...Unit[]]),
})

/** Every report. `total` is over all rows, not only those of this page; `next` goes into `cursor=`. */
export const reportAnswer = z.object({
  report: z.string(),
  site: z.string(),
  period: z.object({ from: instant, to: instant, timezone: z.string() }),
  currency,
  columns: z.array(columnAnswer),
  rows: z.array(z.record(z.string(), cell)),
  total: z.record(z.string(), cell),
  previous: z.object({ from: instant, to: instant }).optional().describe('With compare.'),
  unconverted_costs: z.array(z.object({ currency, ad_spend: z.number() })).optional(),
  unmatched_costs: z.object({ rows: z.int(), ad_spend: z.number() }).optional(),
  unconverted: z
    .array(z.object({ currency, orders: z.int(), revenue: z.number() }))
    .optional()
    .describe('In general, where there is any: money that no rate brings into the site’s currency.'),
  comparison: z
    .object({
      dimension: z.string(),
      confidence: z.number(),
      rows: z.array(
        z.object({
          name: z.string(),
          sessions: z.number(),
          conversions: z.number(),
          conversion_rate: z.number(),
          low: z.number().nullable(),
          high: z.number().nullable(),
          chance_best: z.number().nullable(),
        }),
      ),
      p_value: z.number().nullable(),
      significant: z.boolean().nullable(),
    } satisfies Record<keyof Comparison, z.ZodType>)
    .optional()
    .describe('With compare_rows: rates and their 95 % intervals in percent, and whether they differ.'),
  next: text,
})

/** In the order in which they were asked for; one that cannot be answered says so in its place. */
export const reportsAnswer = z.object({
  reports: z.array(z.union([reportAnswer, errorAnswer.extend({ status: z.int() })])),
})

const item = z.record(z.string(), z.unknown())
const touch = z.object({
  ts: instant,
  session_id: text,
  channel: z.string(),
  source: z.string(),
  medium: z.string(),
  campaign: text,
  content: text,
  term: text,
  click_id_kind: text,
  referrer: text,
})

export const orderAnswer = z.object({
  transaction_id: z.string(),
  site: z.string(),
  ts: instant,
  status,
  value: z.number(),
  refunded: z.number(),
  currency,
  revenue: money.describe('In the site’s currency; null while no rate is known.'),
  visitor_id: text,
  session_id: text,
  items: z.array(item),
  browser: z.object({ ts: instant, value: z.number(), currency }).nullable(),
  server: z
    .object({ ts: instant.nullable(), status, value: z.number(), refunded: money, currency })
    .nullable(),
})

export const attributionAnswer = z.object({
  first: touch.nullable(),
  last: touch.nullable(),
  touches: z.array(touch),
})

export const orderShown = z.object({ order: orderAnswer, attribution: attributionAnswer })

export const sessionAnswer = z.object({
  session: z.record(z.string(), cell),
  events: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      ts: instant,
      page: z.string(),
      value: money,
      currency: text,
      transaction_id: text,
      items: z.array(item),
      params: z.record(z.string(), z.unknown()),
    }),
  ),
  touches: z.array(touch.extend({ landing_url: z.string() })),
  orders: z.array(orderAnswer.extend({ attribution: attributionAnswer })),
  why: whyAnswer.describe('The rules that chose source, medium and channel, each with its evidence.'),
})

export const ingestAnswer = z.object({
  accepted: z.int(),
  dropped: z.array(z.object({ index: z.int(), reason: z.enum(DROP_REASONS), message: z.string() })),
  warnings: z.array(z.object({ index: z.int(), field: z.string(), message: z.string() })).optional(),
})

export const siteAnswer = z.object({
  site: z.string(),
  name: z.string(),
  timezone: z.string(),
  currency,
  hosts: z.array(z.string()),
  ignored_referrers: z.array(z.string()),
  excluded_ips: z.array(z.string()).optional().describe('For admins only.'),
  points: z.record(z.string(), z.int()),
  retention_days: z.int(),
})
export const statusAnswer = z.object({
  site: z.string(),
  first_event_at: instant.nullable(),
  last_event_at: instant.nullable(),
  refused: z
    .array(
      z.object({
        reason: z.enum(DROP_REASONS),
        count: z.int(),
        detail: text,
        last_at: instant,
      } satisfies Record<keyof Refused, z.ZodType>),
    )
    .describe('Of the last 24 hours. detail: the refused host, or the site that was asked for.'),
} satisfies Record<keyof Status, z.ZodType>)
export const sitesAnswer = z.object({ sites: z.array(siteAnswer) })
export const reclassifyAnswer = z.object({
  rules_version: z.int(),
  checked: z.int(),
  changed: z.int(),
  phase: z.enum(['sessions', 'orders', 'done']),
  done: z.boolean(),
})

export const tokenAnswer = z.object({
  id: z.string(),
  scope,
  site: text.describe('Null: every site.'),
  name: z.string(),
  created_ms: z.int(),
  expires_ms: z.int().nullable().describe('From then on it opens nothing; null: it never ends.'),
})
export const tokensAnswer = z.object({ tokens: z.array(tokenAnswer) })
export const newTokenAnswer = tokenAnswer.extend({ token: z.string().describe('Shown this once.') })

export const ratesAnswer = z.object({
  site: z.string(),
  currency,
  rates: z.array(z.object({ currency, date: z.iso.date(), rate: z.number() })),
})
export const costsAnswer = z.object({
  site: z.string(),
  format: z.string(),
  period: z.object({ from: z.iso.date(), to: z.iso.date() }),
  lines: z.int(),
  totals: z.unknown().describe('Lines that sum up others, and were left out.'),
  spend: z.array(z.object({ currency, spend: z.number() })),
  rows: z.int(),
  written: z.int().describe('New or different from what was known; with preview, what would be.'),
  removed: z.int().describe('Known under another name or at another level, and replaced.'),
  preview: z
    .array(
      z.object({
        date: z.iso.date(),
        platform: z.string(),
        source: text.describe('Null: all sources of the platform together.'),
        medium: text,
        campaign: z.string(),
        content: text,
        spend: z.number(),
        currency,
        clicks: z.int().nullable(),
        impressions: z.int().nullable(),
      }),
    )
    .optional()
    .describe('With preview: the first rows as they were understood.'),
})
export const ratesStored = z.object({ site: z.string(), currency, stored: z.int() })

const side = z.object({ value: z.number(), currency, status: status.nullable(), ts: instant.nullable() })
const sums = z.object({ count: z.int(), shop_revenue: z.number(), tracked_revenue: z.number() })
const listed = sums.extend({
  orders: z.array(
    z.object({
      line: z.int().nullable(),
      transaction_id: z.string(),
      shop: side.nullable(),
      tracked: side.extend({ refunded: z.number(), seen_by_browser: z.boolean() }).nullable(),
      differs: z.array(z.enum(['value', 'currency', 'status'])),
    }),
  ),
})
export const reconcileAnswer = z.object({
  site: z.string(),
  currency,
  period: z.object({ from: instant, to: instant, timezone: z.string() }).nullable(),
  shop: sums,
  matched: sums,
  differ: listed,
  never_seen: listed,
  not_seen_by_browser: listed,
  only_tracked: listed,
  known_source: z.object({
    revenue: z.number(),
    revenue_percent: z.number(),
    orders: z.int(),
    orders_percent: z.number(),
  }),
  unconverted: z.array(z.object({ currency, orders: z.int(), revenue: z.number() })),
  invalid: z.object({ count: z.int(), rows: z.array(z.object({ line: z.int(), reason: z.string() })) }),
})

export const visitorAnswer = z.object({
  site: z.string(),
  visitor_id: z.string(),
  sessions: z.array(z.record(z.string(), z.unknown())),
  orders: z.array(z.record(z.string(), z.unknown())),
  identities: z.array(z.object({ visitor_id: z.string(), user_id: z.string(), since_ms: z.int() })),
})

export const principalAnswer = z.object({ scope, site: text, sites: z.array(siteAnswer) })
export const healthAnswer = z.object({ status: z.literal('ok'), version: z.string() })
