/** The answers of `/api/people`: what is stored of a person, and what was erased. */
import { z } from 'zod'
import { text } from './values.ts'
import { visitorAnswer } from './visitor.ts'

export const personAnswer = visitorAnswer.omit({ visitor_id: true }).extend({
  user_ids: z.array(z.string()),
  visitor_ids: z.array(z.string()).describe('The browsers of this page.'),
  next: text.describe('The cursor of the next page; null on the last one.'),
})
export type PersonAnswer = z.infer<typeof personAnswer>

export const erasedAnswer = z.strictObject({
  site: z.string(),
  done: z.boolean().describe('Whether nothing is left. Otherwise send the request again.'),
  sessions: z.int().describe('Deleted by this request.'),
  orders: z.int().describe('Made anonymous by this request. Their amounts stay in the reports.'),
})
export type ErasedAnswer = z.infer<typeof erasedAnswer>
