/** `/api/rates`: the exchange rates by which a site counts orders in other currencies than its own. */
import { Hono } from 'hono'
import type { Rates, RatesStored } from '../../wire/answers/costs.ts'
import { exponent } from '../../wire/money.ts'
import { ratesPut } from '../../wire/schema.ts'
import { needs } from '../auth.ts'
import type { App } from '../env.ts'
import { audit } from './auditTrail.ts'
import { readBody } from './body.ts'
import { forSite } from './site.ts'

export const rateRoutes = new Hono<App>()

/** A year of fifty currencies. */
const BODY_BYTES = 2_000_000

rateRoutes.put('/', needs('admin'), forSite, async (c) => {
  const { site, store } = c.var
  const { rates } = await readBody(c, ratesPut, BODY_BYTES)
  const rows = rates
    .filter(({ currency }) => currency !== site.currency)
    .map(({ currency, date, rate }) => {
      const factor = rate * 10 ** (exponent(site.currency) - exponent(currency))
      return { currency, day: date, rate, factor }
    })
  await store.setRates(site.id, rows)
  audit(c, { rows: rows.length })
  return c.json({ site: site.site, currency: site.currency, stored: rows.length } satisfies RatesStored)
})

rateRoutes.get('/', needs('read'), forSite, async (c) => {
  const { site, store } = c.var
  const rates = await store.rates(site.id)
  return c.json({
    site: site.site,
    currency: site.currency,
    rates: rates.map(({ currency, day, rate }) => ({ currency, date: day, rate })),
  } satisfies Rates)
})
