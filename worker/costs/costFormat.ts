/** What a cost file can state about ads, and how a kind of cost file is described. */
import type { FileLanguage } from '../files/fileLanguages.ts'

/** The fields of a line of costs. `date`; or `starts` and `ends`; or `week` or `month`: the days that it covers. */
export const COST_FIELDS = [
  'date',
  'starts',
  'ends',
  'week',
  'month',
  'source',
  'medium',
  'campaign',
  'campaign_id',
  'content',
  'content_id',
  'spend',
  'currency',
  'clicks',
  'impressions',
] as const
export type CostField = (typeof COST_FIELDS)[number]

/** A kind of cost file, as data. */
export interface CostFormat {
  /** The ad platform, or `plain`: the shop's own table, which states its sources itself. */
  name: 'plain' | 'meta' | 'google' | 'tiktok'
  /** As it is called in error messages. */
  label: string
  /** Fields without which it is not this format, besides spend, campaign and date. */
  needed: CostField[]
  /**
   * Titles of the columns. They are compared without case, spaces and punctuation. If there are several (`Cost|Spend`), the
   * first one that the file has is taken. The title of the spend may end with a currency: `Amount spent (USD)`.
   */
  columns: Partial<Record<FileLanguage, Partial<Record<CostField, string>>>>
}
