/** `/api/stats/sessions/{id}`: one session in detail. */
import { z } from 'zod'
import { attributionAnswer, orderAnswer, touchAnswer } from './order.ts'
import { cell } from './report.ts'
import { adConsent, instant, itemAnswer, money, text } from './values.ts'
import { whyAnswer } from './why.ts'

export const eventAnswer = z.strictObject({
  id: z.string(),
  name: z.string(),
  ts: instant,
  page: z.string().describe('The path of its page.'),
  value: money,
  currency: text,
  transaction_id: text,
  items: z.array(itemAnswer),
  ad_consent: adConsent.nullable().describe('What the visitor had agreed to for ads. Null: not stated.'),
  params: z.record(z.string(), z.unknown()),
})
export type Event = z.infer<typeof eventAnswer>

const visitTouch = touchAnswer.extend({
  session_id: z.string(),
  referrer: z.string(),
  landing_url: z.string(),
})
export type VisitTouch = z.infer<typeof visitTouch>

const sessionOrder = orderAnswer.extend({ attribution: attributionAnswer })
export type SessionOrder = z.infer<typeof sessionOrder>

/** `session` is a row of the report `sessions` with its `language`; worker/openapi/rows.ts names its columns. */
export const sessionAnswer = z.strictObject({
  session: z.record(z.string(), cell),
  events: z.array(eventAnswer).describe('In order of time.'),
  touches: z.array(visitTouch).describe('Of all sessions of the visitor.'),
  orders: z.array(sessionOrder).describe('Placed in this session.'),
  why: whyAnswer.describe('The rules that chose source, medium and channel, each with its evidence.'),
})
export type AnySession = z.infer<typeof sessionAnswer>
