/** What ads cost, and exchange rates. */
import { z } from 'zod'
import { currency, text } from './values.ts'

const costsRow = z.strictObject({
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
})
export type CostsRow = z.infer<typeof costsRow>

export const costsAnswer = z.strictObject({
  site: z.string(),
  format: z.string(),
  period: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  lines: z.int(),
  totals: z.array(z.int()).describe('Lines that are totals of other lines. They were left out.'),
  spread: z
    .strictObject({ lines: z.int(), from: z.iso.date(), to: z.iso.date() })
    .nullable()
    .describe(
      'Lines that state one amount for several days, and the first and the last of these days: each amount is spread evenly over its days. Null: every line is of one day.',
    ),
  spend: z.array(
    z.strictObject({
      currency,
      spend: z.number(),
      converted: z
        .number()
        .nullable()
        .describe('In the site’s currency. Null: not known, because some of its days have no exchange rate.'),
    }),
  ),
  rows: z.int(),
  written: z.int().describe('Rows that are new or have changed. With preview: that would be written.'),
  removed: z.int().describe('Stored rows that were replaced: the same costs by another name or level.'),
  preview: z.array(costsRow).optional().describe('With preview: the first rows that were read.'),
})
export type CostsAnswer = z.infer<typeof costsAnswer>

const rate = z.strictObject({ currency, date: z.iso.date(), rate: z.number() })
/** What one unit of `currency` is worth in the site's, from `date` on. */
export type Rate = z.infer<typeof rate>

export const ratesAnswer = z.strictObject({ site: z.string(), currency, rates: z.array(rate) })
export type Rates = z.infer<typeof ratesAnswer>

export const ratesStored = z.strictObject({ site: z.string(), currency, stored: z.int() })
export type RatesStored = z.infer<typeof ratesStored>
