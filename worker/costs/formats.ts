/** What is read of costs, and the kinds of files that hold them. A new name of a column is one word in forms/. */
import { google } from './formats/google.ts'
import { meta } from './formats/meta.ts'
import { plain } from './formats/plain.ts'
import { tiktok } from './formats/tiktok.ts'

/** What is read of a row of costs. */
export const FIELDS = [
  'date',
  'starts',
  'ends',
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
export type Field = (typeof FIELDS)[number]

export type Language = 'en' | 'uk' | 'ru' | 'de' | 'pl' | 'es' | 'fr'

/**
 * A kind of file. Names are compared without case, blanks and punctuation; of several (`|`) the first that is there
 * counts. Behind the name of the spend may stand its currency: `Amount spent (USD)`.
 */
export interface Form {
  /** `plain`: a table of the shop's own, which names its sources itself. */
  name: 'plain' | 'meta' | 'google' | 'tiktok'
  /** As its users call it. */
  label: string
  /** Besides the spend, the campaign and the date. */
  needed: Field[]
  columns: Partial<Record<Language, Partial<Record<Field, string>>>>
}

/** The first that fits a heading is taken: only the plain one needs a source. */
export const FORMS: readonly Form[] = [plain, meta, google, tiktok]

/** How the rows begin that sum up others. */
export const TOTALS =
  /^(?:sub)?(?:grand total|totals?|totales|gesamt|gesamtsumme|summe|insgesamt|łącznie|razem|suma|ogółem|итого|всего|разом|усього|всього|загалом|підсумок)(?![\p{L}\p{N}])/iu
