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
