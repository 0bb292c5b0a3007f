/** The answer of `GET /api/visitors/{id}`: all stored rows about a visitor, with the columns of their tables. */
import { z } from 'zod'

const row = z.record(z.string(), z.unknown())

export const visitorAnswer = z.strictObject({
  site: z.string(),
  visitor_id: z.string(),
  sessions: z.array(row),
  orders: z.array(row),
  identities: z.array(z.strictObject({ visitor_id: z.string(), user_id: z.string(), since_ms: z.int() })),
})
export type VisitorAnswer = z.infer<typeof visitorAnswer>
