/** `/api/reconcile`: compares the shop's own orders with the tracked ones. It writes nothing. */
import { Hono } from 'hono'
import { UPLOAD_BYTES } from '../../wire/uploadBytes.ts'
import { needs } from '../auth.ts'
import type { App } from '../env.ts'
import { ApiError } from '../errors.ts'
import { readTable } from '../files/readTable.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { SHOP_ORDERS } from '../reconcile/shopOrders.ts'
import { boundedText } from './body.ts'
import { forSite } from './site.ts'

export const reconcileRoutes = new Hono<App>()

const ROWS = 20_000

reconcileRoutes.post('/', needs('read'), forSite, async (c) => {
  const text = await boundedText(c, UPLOAD_BYTES)
  const rows = readTable(text, c.req.header('content-type') ?? '', SHOP_ORDERS)
  if (rows.length > ROWS) throw new ApiError(413, `a request holds ${ROWS} orders at most`)
  return c.json(await reconcile(c.var.store, c.var.site, rows))
})
