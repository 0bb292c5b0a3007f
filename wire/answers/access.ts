/** Tokens, and who is asking. */
import { z } from 'zod'
import { siteAnswer } from './site.ts'
import { scope, text } from './values.ts'

export const tokenAnswer = z.strictObject({
  id: z.string(),
  scope,
  site: text.describe('Null: every site.'),
  name: z.string(),
  created_ms: z.int(),
  expires_ms: z
    .int()
    .nullable()
    .describe('The token is refused from this instant on. Null: it never expires.'),
})
export type Token = z.infer<typeof tokenAnswer>

export const tokensAnswer = z.strictObject({ tokens: z.array(tokenAnswer) })
export type Tokens = z.infer<typeof tokensAnswer>

export const newTokenAnswer = tokenAnswer.extend({ token: z.string().describe('Shown only in this answer.') })
export type NewToken = z.infer<typeof newTokenAnswer>

const signInAnswer = z.strictObject({
  created_ms: z.int(),
  expires_ms: z.int(),
  browser: z.string().describe('Names of the browser and the system; empty if unknown.'),
  is_this: z.boolean().describe('Whether this request was sent with it.'),
})
export type SignIn = z.infer<typeof signInAnswer>

export const principalAnswer = z.strictObject({
  scope,
  site: text,
  sites: z.array(siteAnswer),
  short_admin_token: z
    .literal(true)
    .optional()
    .describe('The admin token is so short that it can be guessed. Only for admins of every site.'),
  sign_ins: z.array(signInAnswer).optional().describe('With all=1: those of the same token, newest first.'),
})
export type PrincipalAnswer = z.infer<typeof principalAnswer>
