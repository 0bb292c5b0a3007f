/**
 * The types of the API, inferred from the schemas that it validates with. The npm package has a generated file instead,
 * which needs neither zod nor our sources (tools/clientTypes.ts).
 */
import type { z } from 'zod'
import type * as answers from '../wire/answers/index.ts'
import type { Item } from '../wire/event.ts'
import type * as schema from '../wire/schema.ts'
import type { ReportRows, ReportTotals, SessionShown } from '../worker/metrics/reportRows.ts'

export type { ReportRows, ReportTotals, SessionShown }

export type ErrorAnswer = answers.ErrorAnswer
export type IngestAnswer = z.infer<typeof answers.ingestAnswer>
export type OrderShown = answers.OrderShown
export type AnyReport = z.infer<typeof answers.reportAnswer>
export type Site = answers.Site
export type SiteStatus = answers.Status
export type ReclassifyAnswer = answers.ReclassifyAnswer
export type Token = answers.Token
export type NewToken = answers.NewToken
export type CostsAnswer = answers.CostsAnswer
export type Rate = answers.Rate
export type RatesStored = answers.RatesStored
export type Reconciliation = answers.Reconciliation
export type VisitorAnswer = answers.VisitorAnswer
export type PersonAnswer = answers.PersonAnswer
export type ErasedAnswer = answers.ErasedAnswer
export type HealthAnswer = answers.HealthAnswer

/** Amounts are in major units of the currency. */
interface Commerce {
  value?: number | null
  currency?: string | null
  transaction_id?: string | null
  items?: Item[] | null
}
export type EventBody = Omit<z.input<typeof schema.apiEvent>, keyof Commerce> & Commerce
export type OrderBody = Omit<z.input<typeof schema.orderPut>, 'value' | 'refunded' | 'items'> & {
  value: number
  refunded?: number | null
  items?: Item[] | null
}
export type RateBody = z.input<typeof schema.ratesPut>['rates'][number]
export type SiteBody = SitePatch & { site: string }
export type SitePatch = Omit<z.input<typeof schema.sitePatch>, 'hosts'> & { hosts?: string[] }
export type TokenBody = z.input<typeof schema.newToken>
