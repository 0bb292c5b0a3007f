/** `/api/costs`: loads what ads cost, from exports of the ad platforms or as JSON. */
import { Hono } from 'hono'
import type { CostsAnswer } from '../../wire/answers/costs.ts'
import { toMajor } from '../../wire/money.ts'
import { costRow } from '../../wire/schema.ts'
import { UPLOAD_BYTES } from '../../wire/uploadBytes.ts'
import { needs } from '../auth.ts'
import { convertedSpend } from '../costs/convertedSpend.ts'
import type { CostProblem } from '../costs/costLine.ts'
import { mergeCosts } from '../costs/mergeCosts.ts'
import { readCosts } from '../costs/readCosts.ts'
import type { App } from '../env.ts'
import { ApiError, invalid } from '../errors.ts'
import { readWorkbook } from '../files/readWorkbook.ts'
import { isZip } from '../files/unzip.ts'
import type { CostRow } from '../store/rows.ts'
import { audit, auditNothing } from './auditTrail.ts'
import { boundedBytes } from './body.ts'
import { readFlag } from './readFlag.ts'
import { forSite } from './site.ts'

export const costRoutes = new Hono<App>()

const LINES = 20_000
/** Rows to store: a line for a range of days makes one for each day. */
const ROWS = 50_000
const PROBLEMS = 100
/** Rows of a preview: enough to see whether a file was understood. */
const PREVIEWED = 20

/** With `preview=1` the file is read and checked, and nothing is written. */
costRoutes.post('/', needs('costs'), forSite, async (c) => {
  const { site, store } = c.var
  const isPreview = readFlag('preview', c.req.query('preview'))
  const bytes = await boundedBytes(c, UPLOAD_BYTES)
  const file = {
    bytes,
    sheets: isZip(bytes) ? await readWorkbook(bytes) : null,
    type: c.req.header('content-type') ?? '',
    currency: readCurrency(c.req.query('currency')),
  }
  const load = readCosts(file)
  if ('problems' in load) throw refusal(load.problems)
  const { rows, lines, totals, spread, format } = load
  if (lines > LINES) throw new ApiError(413, `a request holds ${LINES} lines at most`)
  if (rows.length > ROWS)
    throw new ApiError(413, `the lines make more than ${ROWS} rows (one for each day and campaign)`)
  const days = rows.map(({ day }) => day).sort()
  const [from, to] = [days[0]!, days.at(-1)!]
  const change = mergeCosts(await store.costs(site.id, from, to), rows)
  if (!isPreview) await store.writeCosts(site.id, change)
  if (isPreview) auditNothing(c)
  else audit(c, { rows: change.written.length, removed: change.removed.length, from, to })
  const isForeign = rows.some(({ currency }) => currency !== site.currency)
  return c.json({
    site: site.site,
    format,
    period: { from, to },
    lines,
    /** Lines that are totals of other lines, and were left out. */
    totals,
    spread,
    spend: convertedSpend(rows, isForeign ? await store.rates(site.id) : [], site),
    rows: rows.length,
    written: change.written.length,
    removed: change.removed.length,
    ...(isPreview ? { preview: rows.slice(0, PREVIEWED).map(shown) } : {}),
  } satisfies CostsAnswer)
})

/** A row for the preview, with the names of a costs table. Null if the file does not state a value. */
const shown = (row: CostRow) => ({
  date: row.day,
  platform: row.platform,
  source: row.source || null,
  medium: row.medium || null,
  campaign: row.campaign,
  content: row.content || null,
  spend: toMajor(row.spend_minor, row.currency),
  currency: row.currency,
  clicks: row.clicks,
  impressions: row.impressions,
})

function readCurrency(text: string | undefined): string | null {
  if (!text) return null
  const parsed = costRow.pick({ currency: true }).safeParse({ currency: text })
  if (!parsed.success) throw invalid(parsed.error)
  return parsed.data.currency
}

/** 400 with the first problems, each by its line and column. */
function refusal(problems: CostProblem[]): ApiError {
  const issues = problems.slice(0, PROBLEMS).map(({ line, column, field, message }) => ({
    path: field ?? 'line',
    message: `line ${line}${column === null ? '' : `, ${column}`}: ${message}`,
    line,
    ...(column === null ? {} : { column }),
  }))
  const more =
    problems.length > 1 ? ` (and ${problems.length - 1} more; nothing was loaded)` : ' (nothing was loaded)'
  return new ApiError(400, issues[0]!.message + more, issues)
}
