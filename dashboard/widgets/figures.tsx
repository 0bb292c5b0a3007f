/** The four figures: sessions, conversions, revenue, average order. */
import type { Answer, General } from '../answer.ts'
import type { Loaded } from '../api.ts'
import { Failure } from '../panel.tsx'
import { useView } from '../view.ts'

export function Figures({ answer }: { answer: Loaded<Answer<General>> }) {
  const { say, counted, format } = useView()
  const figures = answer.data?.rows[0]
  const counts = (key: 'visitors' | 'order_count', value: number | undefined) =>
    value === undefined ? '' : counted(key, value, format.count(value))
  if (answer.error) {
    return (
      <section class="panel figures" aria-label={say('figures')}>
        <Failure error={answer.error} retry={answer.retry} />
      </section>
    )
  }
  return (
    <section class="figures" aria-label={say('figures')} aria-busy={answer.busy}>
      <Figure
        title={say('sessions')}
        value={format.count(figures?.sessions)}
        note={counts('visitors', figures?.visitors)}
      />
      <Figure
        title={say('conversions')}
        value={format.count(figures?.conversions)}
        note={figures ? say('of_sessions', { rate: format.percent(figures.conversion_rate) }) : ''}
      />
      <Figure
        title={say('revenue')}
        value={format.money(figures?.revenue)}
        note={counts('order_count', figures?.orders)}
      />
      <Figure
        title={say('average_order')}
        value={format.money(figures?.orders ? figures.average_order_value : null)}
        note={figures ? say('per_order') : ''}
      />
    </section>
  )
}

function Figure({ title, value, note }: { title: string; value: string; note: string }) {
  return (
    <div class="panel figure">
      <h2>{title}</h2>
      <p class="value" style={{ '--chars': value.length }}>
        {value}
      </p>
      <p class="help">{note || '\u00a0'}</p>
    </div>
  )
}
