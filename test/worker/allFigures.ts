/** All answers of the API about a site's figures: every report and every export. */
import { DEFAULT_MODEL, type Model } from '../../wire/model.ts'
import { EXPORTS } from '../../worker/stats/export/exports.ts'
import { REPORTS } from '../../worker/stats/reports.ts'
import { ask, PERIOD } from './exclusionHarness.ts'
import type { NodeApp } from './nodeApp.ts'

/** Parameters of their own with which some reports are asked for. */
const OWN: Record<string, string[]> = {
  timeseries: ['&interval=day', '&interval=hour&limit=1000'],
  breakdown: ['&by=source&by=device'],
  roi: ['', '&by=source'],
  geo: ['', '&by=city'],
  cohorts: ['', '&by=channel'],
}

/** Reports that are also asked for under every attribution model. */
const CREDITED = ['campaigns', 'roi', 'breakdown', 'products']

/** @returns each answer by its request, without the name of the site */
export async function allFigures(
  app: NodeApp,
  site: string,
  rollup: '' | '&rollup=off' = '',
  models: readonly Model[] = [DEFAULT_MODEL],
): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  const about = `site=${site}&${PERIOD}${rollup}`
  const named = (text: unknown) => JSON.parse(JSON.stringify(text).replaceAll(site, 'the site'))
  for (const name of Object.keys(REPORTS))
    for (const own of OWN[name] ?? [''])
      for (const model of CREDITED.includes(name) ? models : [DEFAULT_MODEL]) {
        const query = `${name}?${about}&model=${model}${own}`
        found[query.replace(site, '').replace(rollup, '')] = named(
          await ask(app, 'GET', `/api/stats/${query}`),
        )
      }
  for (const name of Object.keys(EXPORTS))
    found[`${name}.csv`] = named(await ask(app, 'GET', `/api/export/${name}.csv?${about}`))
  for (const filter of ['source:is:google', 'visitor:is:returning', 'device:is_not:tv']) {
    const query = `${about}&filter=${filter}`
    for (const name of ['general', 'campaigns', 'pages', 'products', 'cohorts'])
      found[`${name} ${filter}`] = named(await ask(app, 'GET', `/api/stats/${name}?${query}`))
  }
  return found
}
