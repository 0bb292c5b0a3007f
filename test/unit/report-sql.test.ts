/**
 * The SQL of every report, with one file each in test/unit/sql/, where a reviewer sees what a change does to it. After an
 * intended change, `UPDATE_SNAPSHOT=1 npm test -- test/unit/report-sql.test.ts` writes the files again.
 */
import { expect, test } from 'vitest'
import { EXAMPLE_SITE } from '../../tools/exampleSite.ts'
import { noDatabase, shownStatement, statementsOf } from '../../tools/reportSql.ts'
import { figuresPlan, type Grouping } from '../../worker/engine/plan.ts'
import { versionOf } from '../../worker/rollup/groups.ts'
import { QUARTER_MS } from '../../worker/store/rollupRows.ts'
import { slotOf } from '../../worker/time/slots.ts'

const DIRTY = Date.UTC(2026, 9, 20, 12) / QUARTER_MS
/** Rolled up to the 3rd of November, with one dirty quarter of an hour on the 20th of October. */
const ROLLED_UP = [
  versionOf(EXAMPLE_SITE.timezone),
  slotOf(Date.UTC(2026, 10, 3), EXAMPLE_SITE.timezone),
  `${DIRTY}:${DIRTY}`,
  '',
].join('|')
const PERIOD = 'from=2026-10-05T10:00:00Z&to=2026-11-05T10:00:00Z'

/** The other breakdowns differ from `channels` only in their dimensions. */
const REPORTS: Record<string, string> = {
  general: 'general',
  'general with filters': 'general?filter=device:is:mobile|tablet&filter=campaign:not_contains:test',
  'timeseries by week': 'timeseries?interval=week',
  channels: 'channels',
  campaigns: 'campaigns',
  'campaigns compared with a filter':
    'campaigns?compare=previous&filter=device:is:mobile&sort=-conversion_rate',
  'campaigns without rollups': 'campaigns?rollup=off&model=linear',
  pages: 'pages',
  returning: 'returning',
  'roi by campaign': 'roi',
  funnel: 'funnel',
  compare: 'compare?compare=year',
  'cohorts by channel': 'cohorts?by=channel',
  products: 'products',
  'products with a filter': 'products?filter=source:is:google',
  sessions: 'sessions?filter=channel:is:Paid Search',
  events: 'events',
  orders: 'orders',
  drops: 'drops',
  macros: 'macros?filter=source:is:fb',
}

test.each(Object.entries(REPORTS))('the SQL of %s equals its file', async (name, text) => {
  const statements = await statementsOf({
    text: `${text}${text.includes('?') ? '&' : '?'}${PERIOD}`,
    site: EXAMPLE_SITE,
    nowMs: Date.UTC(2026, 10, 29),
    run: noDatabase(ROLLED_UP),
  })
  const file = statements.map(shownStatement).join('\n')
  await expect(file).toMatchFileSnapshot(`sql/${name.replaceAll(' ', '-')}.sql`)
})

test('distinct visitors by a dimension are refused, because rollups do not have them', () => {
  const planBy = (by: Grouping) =>
    figuresPlan({
      site: EXAMPLE_SITE,
      period: { from_ms: 0, to_ms: 1 },
      intervals: [],
      by,
      sums: ['sessions', 'visitors'],
      filters: [],
      model: 'last',
      useRollups: true,
      order: [],
      page: null,
    })
  expect(() => planBy(['country'])).toThrow('visitors by country')
  expect(() => planBy('page')).toThrow('visitors by page')
  for (const by of ['total', 'bucket', ['visitor']] satisfies Grouping[]) expect(planBy(by).by).toEqual(by)
})
