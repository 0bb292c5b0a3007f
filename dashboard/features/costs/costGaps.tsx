/** Notes above the ROI table: spend without sessions, money without an exchange rate, no costs at all. */

import { hasDates } from '../../shared/address/pageState.ts'
import type { Answer, RoiRow } from '../../shared/fetching/answers.ts'
import { usePage } from '../../shared/page.ts'
import { Link } from '../../shared/parts/link.tsx'
import { ExportGuide } from './exportGuide.tsx'
import { askForRate } from './ratesPanel.tsx'

export function CostGaps({ answer }: { answer: Answer<RoiRow> }) {
  const { say, format, me, state } = usePage()
  const { total, unmatched_costs, unconverted_costs = [], unconverted = [] } = answer
  const missing = [...new Set([...unconverted_costs, ...unconverted].map(({ currency }) => currency))]
  const amounts = (list: [value: number, currency: string][]) =>
    list.map(([value, currency]) => format.money(value, currency)).join(', ')
  return (
    <div class="cost-gaps">
      {total.ad_spend === null && !unconverted_costs.length && <p>{say('costs_unknown')}</p>}
      {unmatched_costs?.ad_spend && total.ad_spend !== null && (
        <p>
          <strong>
            {say('unmatched', {
              part: format.money(unmatched_costs.ad_spend),
              all: format.money(Number(total.ad_spend)),
            })}
          </strong>{' '}
          {say('unmatched_help')} <Link to={{ view: 'links', sort: {} }}>{say('to_links')}</Link>{' '}
          <Link to={{ sort: { ...state.sort, roi: 'matched' } }}>{say('show_unmatched')}</Link>
        </p>
      )}
      {missing.length > 0 && (
        <p class="worse">
          {unconverted_costs.length > 0 && (
            <strong>
              {say('spend_unconverted', {
                amounts: amounts(unconverted_costs.map((one) => [one.ad_spend, one.currency])),
              })}{' '}
            </strong>
          )}
          {unconverted.length > 0 && (
            <strong>
              {say('revenue_unconverted', {
                amounts: amounts(unconverted.map((one) => [one.revenue, one.currency])),
              })}{' '}
            </strong>
          )}
          {say(me?.scope === 'admin' ? 'unconverted_help' : 'unconverted_read')}
          {me?.scope === 'admin' &&
            missing.map((currency) => (
              <button type="button" class="quiet" key={currency} onClick={() => askForRate(currency)}>
                {say('add_rate_for', { currency })}
              </button>
            ))}
        </p>
      )}
    </div>
  )
}

export function NoCosts() {
  const { say, me, state } = usePage()
  const isAll = state.period === 'all' && !hasDates(state)
  return (
    <div class="cost-gaps">
      <p>
        <strong>{say(isAll ? 'no_costs_yet' : 'no_costs')}.</strong>{' '}
        {say(me?.scope === 'admin' ? 'no_costs_help' : 'no_costs_read')}
      </p>
      {me?.scope === 'admin' && <ExportGuide />}
      {!isAll && (
        <p>
          {say('other_period')}{' '}
          <Link to={{ period: 'all', from: null, to: null }}>{say('show_all_time')}</Link>
        </p>
      )}
    </div>
  )
}
