/**
 * The cards of the costs view: spend, and what the campaigns that it paid for brought. Next to it the blended figure, which
 * has the revenue of all sessions.
 */

import { hasDates } from '../../shared/address/pageState.ts'
import type { Answer, RoiFigures } from '../../shared/fetching/answers.ts'
import type { Fetched } from '../../shared/fetching/useAnswer.ts'
import { usePage } from '../../shared/page.ts'
import { FigureCard } from '../../shared/parts/figureCard.tsx'
import { Failure } from '../../shared/parts/panel.tsx'
import { PeriodLine } from '../../shared/parts/periodLine.tsx'

type Write = (value: number | null | undefined) => string
/** Whether a rise is good. More spend is neither good nor bad; a higher cost per conversion is bad. */
const TONES = {
  ad_spend: 'none',
  revenue: 'gain',
  profit: 'gain',
  roi: 'gain',
  roas: 'gain',
  cost_per_conversion: 'cost',
} as const
type Key = keyof typeof TONES
/** A figure: its key, its title, its format, and the note below it. */
type Card = [key: Key, title: string, write: Write, note?: string]

export function CostFigures({ answer }: { answer: Fetched<Answer<RoiFigures>> }) {
  const { say, counted, format, state } = usePage()
  const { data, error } = answer
  const blended = data?.rows[0]
  const paid = data?.campaigns_with_costs as RoiFigures | undefined
  const total = paid ?? blended
  const cells = (total ?? {}) as Partial<Record<string, number | null>>
  const hasBefore = !data?.previous || Boolean(cells.previous_ad_spend || cells.previous_revenue)
  const count = (key: 'order_count' | 'conversion_count', value: number) =>
    counted(key, value, format.count(value))
  const { money, percent, count: plain } = format
  const isUnknown = Boolean(total?.ad_spend_unconverted)
  const cards: Card[] = [
    [
      'ad_spend',
      say('ad_spend'),
      money,
      total?.ad_spend_unconverted
        ? say(total.ad_spend === null ? 'only_unconverted' : 'and_unconverted', {
            amount: foreign(total.ad_spend_unconverted, money),
          })
        : undefined,
    ],
    ['revenue', say(paid ? 'paid_revenue' : 'revenue'), money, total && count('order_count', total.orders)],
    ['profit', say('ad_profit'), money, say(isUnknown ? 'needs_rate' : 'ad_profit_note')],
    ['roi', say('roi'), percent, say(isUnknown ? 'needs_rate' : 'roi_note')],
    ['roas', say('roas'), plain, say(isUnknown ? 'needs_rate' : 'roas_note')],
    [
      'cost_per_conversion',
      say('cost_per_conversion'),
      money,
      total && count('conversion_count', total.conversions),
    ],
  ]
  /** All cards of a row have the font size of the longest value. */
  const chars = Math.max(...cards.map(([key, , write]) => write(total?.[key]).length))
  return (
    <section class="figures returns" aria-label={say('figures')} aria-busy={answer.busy}>
      {error && (
        <div class="panel wide">
          <Failure error={error} retry={answer.retry} />
        </div>
      )}
      {cards.map(([key, title, write, note]) => {
        const change = {
          percent: cells[`change_${key}`],
          before: write(cells[`previous_${key}`]),
          tone: TONES[key],
          isNothing: !cells[key],
        }
        return (
          <FigureCard
            key={key}
            title={title}
            value={write(total?.[key])}
            note={data ? note : ''}
            beside={paid && key !== 'ad_spend' ? say('blended', { value: write(blended?.[key]) }) : ''}
            chars={chars}
            isLoss={(key === 'profit' || key === 'roi') && Number(total?.[key]) < 0}
            change={state.compare === 'none' ? undefined : total && hasBefore ? change : null}
          />
        )
      })}
      <p class="help period-line">
        {data ? <PeriodLine answer={data} hasBefore={hasBefore} /> : '\u00a0'}
        {paid && `. ${say('blended_help')}`}
        {state.period === 'today' && !hasDates(state) && `${paid ? '' : '.'} ${say('costs_whole_days')}`}
      </p>
    </section>
  )
}

/** Formats a list of amounts like `12.5 USD, 3 EUR`. */
export const foreign = (amounts: string, money: (value: number, currency: string) => string): string =>
  amounts
    .split(', ')
    .map((one) => one.split(' '))
    .map(([value, currency]) => money(Number(value), currency ?? ''))
    .join(', ')
