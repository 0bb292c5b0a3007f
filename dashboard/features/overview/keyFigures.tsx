/** The cards with the key figures, each with its change since the compared period. */
import type { Answer, General } from '../../shared/fetching/answers.ts'
import type { Fetched } from '../../shared/fetching/useAnswer.ts'
import { usePage } from '../../shared/page.ts'
import { FigureCard } from '../../shared/parts/figureCard.tsx'
import { Failure } from '../../shared/parts/panel.tsx'
import { PeriodLine } from '../../shared/parts/periodLine.tsx'

type Key = 'sessions' | 'conversions' | 'revenue' | 'average_order_value'

export function KeyFigures({ answer }: { answer: Fetched<Answer<General>> }) {
  const { say, counted, format, state, site } = usePage()
  const { data, error } = answer
  const figures = data?.rows[0]
  const cells = (figures ?? {}) as Partial<Record<string, number | null>>
  const hasBefore = !data?.previous || Boolean(cells.previous_sessions || cells.previous_revenue)
  const counts = (key: 'visitors' | 'order_count', value: number | undefined) =>
    value === undefined ? '' : counted(key, value, format.count(value))
  const card = (
    key: Key,
    title: string,
    note: string,
    write: (value: number | null | undefined) => string,
  ) => {
    const change = {
      percent: cells[`change_${key}`],
      before: write(cells[`previous_${key}`]),
      isNothing: !cells[key],
    }
    return (
      <FigureCard
        title={title}
        value={write(figures?.[key])}
        note={note}
        change={state.compare === 'none' ? undefined : figures && hasBefore ? change : null}
      />
    )
  }
  const unconfirmed = figures?.unconfirmed_revenue
  const counting = site?.revenue_counts === 'confirmed' ? 'unconfirmed_apart' : 'unconfirmed_within'
  const revenueNote = [
    counts('order_count', figures?.orders),
    unconfirmed ? say(counting, { amount: format.money(unconfirmed) }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <section class="figures" aria-label={say('figures')} aria-busy={answer.busy}>
      {error && (
        <div class="panel wide">
          <Failure error={error} retry={answer.retry} />
        </div>
      )}
      {card('sessions', say('sessions'), counts('visitors', figures?.visitors), format.count)}
      {card(
        'conversions',
        say('conversions'),
        figures ? say('of_sessions', { rate: format.percent(figures.conversion_rate) }) : '',
        format.count,
      )}
      {card('revenue', say('revenue'), revenueNote, format.money)}
      {card('average_order_value', say('average_order'), figures ? say('per_order') : '', (value) =>
        format.money(figures?.orders ? value : null),
      )}
      <p class="help period-line" aria-live="polite">
        {data ? <PeriodLine answer={data} hasBefore={hasBefore} /> : '\u00a0'}
        {data?.unconverted?.map(({ currency, revenue }) => (
          <strong key={currency}> {say('without_rate', { amount: format.money(revenue, currency) })}</strong>
        ))}
      </p>
    </section>
  )
}
