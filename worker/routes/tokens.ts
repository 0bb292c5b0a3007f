/** `/api/tokens`: lists, makes and revokes tokens. A token is shown once and stored as a hash. */

import { Hono } from 'hono'
import type { NewToken, Tokens } from '../../wire/answers/access.ts'
import { newToken } from '../../wire/schema.ts'
import { DAY_MS } from '../../wire/time.ts'
import { needs } from '../auth.ts'
import type { App } from '../env.ts'
import { ApiError } from '../errors.ts'
import { randomHex } from '../secrets/randomHex.ts'
import { sha256 } from '../secrets/sha256.ts'
import type { TokenRow } from '../store/rows.ts'
import { audit } from './auditTrail.ts'
import { readBody } from './body.ts'
import { existingSite } from './site.ts'

export const tokenRoutes = new Hono<App>()

tokenRoutes.use('*', needs('admin'), async (c, next) => {
  if (c.var.principal.site !== null) throw new ApiError(403, 'this needs an admin token of every site')
  await next()
})

tokenRoutes.get('/', async (c) => {
  const tokens = await c.var.store.tokens()
  return c.json({ tokens: tokens.map(({ hash, ...token }) => token) } satisfies Tokens)
})

tokenRoutes.post('/', async (c) => {
  const { expires_days, ...asked } = await readBody(c, newToken)
  const site = asked.site === null ? null : (await existingSite(asked.site, c.var)).site
  const token = `utmd_${randomHex(24)}`
  const created_ms = c.var.now_ms
  const row = {
    id: crypto.randomUUID(),
    ...asked,
    site,
    created_ms,
    expires_ms: expires_days === null ? null : created_ms + expires_days * DAY_MS,
  }
  await c.var.store.addToken({ ...row, hash: await sha256(token) })
  audit(c, nameOf(row), site ?? '')
  return c.json({ ...row, token } satisfies NewToken, 201)
})

tokenRoutes.delete('/:id', async (c) => {
  const token = await c.var.store.tokenById(c.req.param('id'))
  if (!token || !(await c.var.store.removeToken(token.id))) throw new ApiError(404, 'there is no such token')
  audit(c, nameOf(token), token.site ?? '')
  return c.body(null, 204)
})

/** What the audit trail says of a token. */
const nameOf = ({ id, name, scope }: Pick<TokenRow, 'id' | 'name' | 'scope'>) => ({ name, scope, id })
