/** `/api/reconcile`: compares the shop's own orders with the tracked ones. It writes nothing. */
import { Hono } from 'hono'
import { UPLOAD_BYTES } from '../../wire/uploadBytes.ts'
import { needs } from '../auth.ts'
import type { App } from '../env.ts'
import { ApiError } from '../errors.ts'
import { readWorkbook } from '../files/readWorkbook.ts'
import { isZip } from '../files/unzip.ts'
import { readShopFile } from '../reconcile/readShopFile.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { boundedBytes } from './body.ts'
import { forSite } from './site.ts'

export const reconcileRoutes = new Hono<App>()

const ROWS = 20_000

reconcileRoutes.post('/', needs('read'), forSite, async (c) => {
  const bytes = await boundedBytes(c, UPLOAD_BYTES)
  const workbook = isZip(bytes) ? await readWorkbook(bytes) : null
  const file = readShopFile(bytes, workbook, c.req.header('content-type') ?? '')
  if ((file.table ?? file).rows.length > ROWS)
    throw new ApiError(413, `a request holds ${ROWS} orders at most`)
  return c.json(await reconcile(c.var.store, c.var.site, file))
})
