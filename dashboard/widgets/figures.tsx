/** The key figures, each held against the other period. */
import type { Answer, General } from '../answer.ts'
import type { Loaded } from '../loaded.ts'
import { Change } from '../parts/change.tsx'
import { Failure } from '../parts/panel.tsx'
import { useView } from '../view.ts'

export function Figures({ answer }: { answer: Loaded<Answer<General>> }) {
  const { say, counted, format } = useView()
  const { data, error } = answer
  const figures = data?.rows[0]
  const { previous_sessions, previous_revenue } = (figures ?? {}) as Partial<Record<string, number>>
  /** Said once, beside the period, and not four times. */
  const hasBefore = !data?.previous || Boolean(previous_sessions || previous_revenue)
  /** In one piece: of several, one would move the next. */
  const covered = ({ period, previous }: Answer<General>) => {
    const span = `${format.span(period.from, period.to)} · ${period.timezone}`
    if (!previous) return span
    const before = `${say('compared_with')} ${format.span(previous.from, previous.to)}`
    return `${span} (${before}${hasBefore ? '' : `: ${say('nothing_then')}`})`
  }
  const counts = (key: 'visitors' | 'order_count', value: number | undefined) =>
    value === undefined ? '' : counted(key, value, format.count(value))
  return (
    <section class="figures" aria-label={say('figures')} aria-busy={answer.busy}>
      {error && (
        <div class="panel wide">
          <Failure error={error} retry={answer.retry} />
        </div>
      )}
      <Figure
        title={say('sessions')}
        write={format.count}
        of="sessions"
        row={figures}
        isCompared={hasBefore}
        note={counts('visitors', figures?.visitors)}
      />
      <Figure
        title={say('conversions')}
        write={format.count}
        of="conversions"
        row={figures}
        isCompared={hasBefore}
        note={figures ? say('of_sessions', { rate: format.percent(figures.conversion_rate) }) : ''}
      />
      <Figure
        title={say('revenue')}
        write={format.money}
        of="revenue"
        row={figures}
        isCompared={hasBefore}
        note={counts('order_count', figures?.orders)}
      />
      <Figure
        title={say('average_order')}
        write={(value) => format.money(figures?.orders ? value : null)}
        of="average_order_value"
        row={figures}
        isCompared={hasBefore}
        note={figures ? say('per_order') : ''}
      />
      <p class="help covered" aria-live="polite">
        {data ? (
          <>
            {covered(data)}
            {data.unconverted?.map(({ currency, revenue }) => (
              <strong key={currency}>
                {' '}
                {say('without_rate', { amount: format.money(revenue, currency) })}
              </strong>
            ))}
          </>
        ) : (
          '\u00a0'
        )}
      </p>
    </section>
  )
}

interface Props {
  title: string
  of: 'sessions' | 'conversions' | 'revenue' | 'average_order_value'
  row: General | undefined
  write: (value: number | null | undefined) => string
  note: string
  isCompared: boolean
}

function Figure({ title, of, row, write, note, isCompared }: Props) {
  const { state } = useView()
  const value = write(row?.[of])
  const { [`change_${of}`]: change, [`previous_${of}`]: before } = (row ?? {}) as Partial<
    Record<string, number | null>
  >
  return (
    <div class="panel figure">
      <h2>{title}</h2>
      <p class="value" style={{ '--chars': value.length }}>
        {value}
      </p>
      <p class="help">{note || '\u00a0'}</p>
      {state.compare !== 'none' && (
        <div class="held">
          {row && isCompared && <Change percent={change} before={write(before)} isNothing={!row[of]} />}
        </div>
      )}
    </div>
  )
}
