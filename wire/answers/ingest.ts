/** The answer of `POST /e` and `POST /api/events`. The script takes its type from wire/event.ts, which needs no zod. */
import { z } from 'zod'
import { DROP_REASONS, type IngestAnswer } from '../event.ts'
import { warning } from './values.ts'

export const ingestAnswer: z.ZodType<IngestAnswer> = z.strictObject({
  accepted: z.int(),
  dropped: z.array(
    z.strictObject({
      index: z.int().describe('The place of the event in the request, from 0.'),
      reason: z.enum(DROP_REASONS),
      message: z.string(),
    }),
  ),
  warnings: z
    .array(warning.extend({ index: z.int() }))
    .optional()
    .describe('Values that were changed before they were stored, for example cut to a limit.'),
})
