/** What `POST /e` and `POST /api/events` answer. The script's own type of it stands in wire/event.ts, without zod. */
import { z } from 'zod'
import { DROP_REASONS, type IngestAnswer } from '../event.ts'

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
    .array(z.strictObject({ index: z.int(), field: z.string(), message: z.string() }))
    .optional()
    .describe('Values that were stored, but not as they came.'),
})
