/**
 * Every operation of the API: its scopes, its parameters, its body and its answers. Each file of `operations/` has those
 * of one tag. The document (document.ts) and the check of parameters (parameterCheck.ts) are made from this list.
 */
import type { Paths } from './operation.ts'
import { access } from './operations/access.ts'
import { exportFiles } from './operations/exportFiles.ts'
import { ingest } from './operations/ingest.ts'
import { orders } from './operations/orders.ts'
import { privacy } from './operations/privacy.ts'
import { reports } from './operations/reports.ts'
import { service } from './operations/service.ts'
import { sites } from './operations/sites.ts'

/** By path, in the order of the document. */
export const OPERATIONS: Paths = {
  ...ingest,
  ...orders,
  ...reports,
  ...exportFiles,
  ...sites,
  ...access,
  ...privacy,
  ...service,
}
