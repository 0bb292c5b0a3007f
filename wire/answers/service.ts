/** The error that every route may answer, and the answer of `/api/health`. */
import { z } from 'zod'

/** Their meaning is in worker/errorCodes.ts, from which docs/errors.md is made. */
const ERROR_CODES = [
  'bad_request',
  'unauthorized',
  'forbidden',
  'cross_site',
  'not_found',
  'method_not_allowed',
  'conflict',
  'too_large',
  'rate_limited',
  'busy',
  'not_configured',
  'internal',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** The one shape of every error. */
export const errorAnswer = z.strictObject({
  error: z.strictObject({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    issues: z
      .array(
        z.strictObject({
          path: z.string().describe('The parameter or the field that is wrong.'),
          message: z.string(),
          line: z.int().optional().describe('In a file: its line, counted from 1.'),
          column: z.string().optional().describe('In a file: the title of its column.'),
        }),
      )
      .optional(),
  }),
})
export type ErrorAnswer = z.infer<typeof errorAnswer>
export type Issue = NonNullable<ErrorAnswer['error']['issues']>[number]

export const healthAnswer = z.strictObject({ status: z.literal('ok'), version: z.string() })
export type HealthAnswer = z.infer<typeof healthAnswer>

const rows = z.int().describe('Rows of D1, by UTC days, as D1 bills them.')

/** The answer with `detail=1`, for admins. */
export const healthDetail = z.strictObject({
  status: z.literal('ok'),
  version: z.string(),
  schema: z.int().nullable().describe('The number of the last migration.'),
  cron: z.strictObject({ last_ms: z.int().nullable().describe('When the cron has run last. Null: never.') }),
  rollup_lag_s: z.int().describe('How much closed time is not rolled up yet, at the site with the most.'),
  rows_written_today: rows,
  rows_per_day: rows.nullable().describe('What may be written in a day. Null: no limit.'),
  drops_last_hour: z.int().describe('Dropped events of the last 60 minutes, of all sites.'),
  outbox: z.strictObject({ waiting: z.int() }).describe('Conversions that wait to be sent to ad platforms.'),
  sites: z.array(
    z.strictObject({
      site: z.string(),
      rows_written_today: rows,
      rows_per_day: rows.nullable().describe('The site’s own limit. Null: its share of the deployment’s.'),
    }),
  ),
})
export type HealthDetail = z.infer<typeof healthDetail>
