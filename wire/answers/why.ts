/** Why a session has its source, medium and channel: in English, and as data. */
import { z } from 'zod'
import { FIELDS, KINDS, type Reason, type Reasons } from '../reasons.ts'

const text = z.string()
const kind = z.enum(KINDS)
const field = z.enum(FIELDS)

const reason: z.ZodType<Reason> = z.discriminatedUnion('code', [
  z.strictObject({ code: z.enum(['parameter', 'no_parameter']), parameter: text }),
  z.strictObject({ code: z.literal('macro'), parameter: text, macro: text }),
  z.strictObject({ code: z.literal('inferred'), app: text }),
  z.strictObject({ code: z.literal('click_id'), click_id: text, source: text, medium: text }),
  z.strictObject({ code: z.literal('click_id_referrer'), click_id: text, host: text }),
  z.strictObject({ code: z.literal('referrer'), host: text, kind }),
  z.strictObject({ code: z.enum(['no_campaign', 'no_referrer']) }),
  z.strictObject({ code: z.literal('no_rule'), source: text, medium: text }),
  z.strictObject({ code: z.literal('is_kind'), field, value: text, kind }),
  z.strictObject({
    code: z.enum(['one_of', 'contains', 'ends_with']),
    field,
    value: text,
    of: z.array(text),
  }),
  z.strictObject({ code: z.enum(['paid', 'shopping']), field, value: text }),
])
const reasons = z.array(reason).min(1)

export const whyAnswer = z.strictObject({
  source: text.describe('In English, such as: click id gclid implies google / cpc'),
  medium: text.describe('In English, such as: utm_medium'),
  channel: text.describe(
    'In English, such as: source google is a search engine and medium cpc is a paid medium',
  ),
  reasons: z
    .strictObject({ source: reasons, medium: reasons, channel: reasons } satisfies Record<
      keyof Reasons,
      z.ZodType
    >)
    .describe('The same as data, for other languages. All reasons of one list are true together.'),
  rules_version: z.int().describe('The rules that classified the session.'),
  current_rules_version: z.int().describe('The current rules, from which these reasons come.'),
  inferred: z
    .boolean()
    .describe('The source is no evidence of the link: it is the app whose browser the visitor uses.'),
  evidence: z.strictObject({ landing_url: text, referrer: text, browser: text }),
})
export type Why = z.infer<typeof whyAnswer>
