/** What was spent on ads in the period, and what it came to: the cards on top. */
import type { Answer, RoiFigures } from '../answer.ts'
import type { Loaded } from '../loaded.ts'
import { Failure } from '../parts/panel.tsx'
import { hasDates } from '../state.ts'
import { useView } from '../view.ts'

export function Returns({ answer }: { answer: Loaded<Answer<RoiFigures>> }) {
  const { say, counted, format, state } = useView()
  const { data, error } = answer
  const total = data?.rows[0]
  const count = (key: 'order_count' | 'conversion_count', value: number) =>
    counted(key, value, format.count(value))
  const cards: [title: string, value: string, note: string | undefined, isLoss?: boolean][] = [
    [
      say('ad_spend'),
      format.money(total?.ad_spend),
      total?.ad_spend_unconverted
        ? say('and_unconverted', { amount: foreign(total.ad_spend_unconverted, format.money) })
        : undefined,
    ],
    [say('revenue'), format.money(total?.revenue), total && count('order_count', total.orders)],
    [say('ad_profit'), format.money(total?.profit), say('ad_profit_note'), Number(total?.profit) < 0],
    [say('roi'), format.percent(total?.roi), say('roi_note'), Number(total?.roi) < 0],
    [say('roas'), format.count(total?.roas), say('roas_note')],
    [
      say('cost_per_conversion'),
      format.money(total?.cost_per_conversion),
      total && count('conversion_count', total.conversions),
    ],
  ]
  /** Cards of one row are written in one size. */
  const chars = Math.max(...cards.map(([, value]) => value.length))
  return (
    <section class="figures returns" aria-label={say('figures')} aria-busy={answer.busy}>
      {error && (
        <div class="panel wide">
          <Failure error={error} retry={answer.retry} />
        </div>
      )}
      {cards.map(([title, value, note, isLoss]) => (
        <div class="panel figure" key={title}>
          <h2>{title}</h2>
          <p class={isLoss ? 'value worse' : 'value'} style={{ '--chars': chars }}>
            {value}
          </p>
          <p class="help">{(data && note) || '\u00a0'}</p>
        </div>
      ))}
      <p class="help covered">
        {data ? `${format.span(data.period.from, data.period.to)} · ${data.period.timezone}` : '\u00a0'}
        {state.period === 'today' && !hasDates(state) && ` ${say('whole_days')}`}
      </p>
    </section>
  )
}

/** `12.5 USD, 3 EUR` as each is written here. */
export const foreign = (amounts: string, money: (value: number, currency: string) => string): string =>
  amounts
    .split(', ')
    .map((one) => one.split(' '))
    .map(([value, currency]) => money(Number(value), currency ?? ''))
    .join(', ')
