/** A chart of one metric over the period, with the previous period behind it. */
import { useCallback, useMemo } from 'preact/hooks'
import { BUCKET_SIZES, type BucketSize } from '../../../wire/query.ts'
import { daysOf, type PageState } from '../../shared/address/pageState.ts'
import type { Answer, General } from '../../shared/fetching/answers.ts'
import { comparison } from '../../shared/fetching/reportRequest.ts'
import { useReport } from '../../shared/fetching/useReport.ts'
import { isOver } from '../../shared/format/day.ts'
import { usePage } from '../../shared/page.ts'
import { Choice } from '../../shared/parts/choice.tsx'
import { LineChart } from '../../shared/parts/lineChart.tsx'
import { Panel } from '../../shared/parts/panel.tsx'
import type { TextKey } from '../../shared/words/createWords.ts'

/** The metrics of the chart: the title, and the unit in which the value is formatted. */
const METRICS = {
  sessions: ['sessions', 'count'],
  visitors: ['visitors_title', 'count'],
  pageviews: ['pageviews', 'count'],
  conversions: ['conversions', 'count'],
  conversion_rate: ['conversion_rate', 'percent'],
  revenue: ['revenue', 'money'],
  orders: ['orders', 'count'],
  average_order_value: ['average_order', 'money'],
  bounce_rate: ['bounce_rate', 'percent'],
  leads: ['leads', 'count'],
  sign_ups: ['sign_ups', 'count'],
} as const satisfies Partial<Record<keyof General, [TextKey, 'count' | 'percent' | 'money']>>
type Metric = keyof typeof METRICS

/** `start` and `previous_start` are ISO 8601 instants of a bucket and of the bucket it is compared with. */
type Row = General & { start: string; previous_start?: string }

/** The interval by default: about 90 points at most. `all` may be of any length, so it gets months. */
export function intervalOf(state: PageState): BucketSize {
  if (state.interval) return state.interval
  const days = daysOf(state)
  if (days <= 2) return 'hour'
  if (days <= 92) return 'day'
  return days <= 550 ? 'week' : 'month'
}

export function TimeseriesPanel() {
  const { say, state, go } = usePage()
  const interval = intervalOf(state)
  const metric = (Object.keys(METRICS) as Metric[]).find((option) => option === state.metric) ?? 'sessions'
  const [title, unit] = METRICS[metric]
  const params = { interval, compare: comparison(state) }
  const answer = useReport<Row>('timeseries', params)
  return (
    <Panel
      title="over_time"
      answer={answer}
      rows={8}
      isEmpty={({ rows }) => !rows.length}
      empty="empty_period"
      file="timeseries"
      params={params}
      class="wide drawn"
      tools={
        <>
          <Choice
            label={say('metric')}
            value={metric}
            options={Object.entries(METRICS).map(([key, [title]]) => [key, say(title)])}
            choose={(metric) => go({ metric: metric === 'sessions' ? null : metric }, 'replace')}
          />
          <Choice
            label={say('interval')}
            value={interval}
            options={BUCKET_SIZES.map((one) => [one, say(`interval_${one}`)])}
            choose={(interval) => go({ interval }, 'replace')}
          />
        </>
      }
    >
      {(data) => <Drawn data={data} metric={metric} title={say(title)} unit={unit} interval={interval} />}
    </Panel>
  )
}

interface Drawing {
  data: Answer<Row>
  metric: Metric
  title: string
  unit: 'count' | 'percent' | 'money'
  interval: BucketSize
}

function Drawn({ data, metric, title, unit, interval }: Drawing) {
  const { say, format } = usePage()
  const write = format[unit]
  const axisLabel = useCallback((value: number) => format.axisLabel(value, unit), [format, unit])
  const isCompared = data.previous !== undefined
  const before = `previous_${metric}` as keyof Row
  // Without data in the previous period, its line would only hide the axis.
  const isPrevious = isCompared && data.rows.some((row) => Number(row[before]))
  const points = useMemo(
    () => data.rows.map(({ start }) => format.bucket(start, interval)),
    [data, format, interval],
  )
  // Axis labels of days have no weekday; there is too little space.
  const ticks = useMemo(
    () => data.rows.map(({ start }) => format.bucket(start, interval === 'day' ? 'week' : interval)),
    [data, format, interval],
  )
  const lines = useMemo(
    () => [
      ...(isPrevious
        ? [
            {
              label: say('period_before'),
              values: data.rows.map((row) => Number(row[before])),
              isPrevious: true,
            },
          ]
        : []),
      {
        label: say('this_period'),
        values: data.rows.map((row) => Number(row[metric])),
        isFirstPartial: Date.parse(data.rows[0]!.start) < Date.parse(data.period.from),
        isLastPartial: !isOver(data.rows.at(-1)!.start, data.period.to, interval, data.period.timezone),
      },
    ],
    [data, metric, before, isPrevious, interval, say],
  )
  return (
    <>
      <LineChart
        points={points}
        ticks={ticks}
        lines={lines}
        write={write}
        axisLabel={axisLabel}
        isWhole={unit === 'count'}
        label={`${say('over_time')}: ${title}`}
      />
      <details class="as-table">
        <summary>{say('as_table')}</summary>
        <table aria-label={`${say('over_time')}: ${title}`}>
          <thead>
            <tr>
              <th scope="col">{say(`interval_${interval}`)}</th>
              <th scope="col">{title}</th>
              {isCompared && <th scope="col">{say('period_before')}</th>}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, at) => (
              <tr key={row.start}>
                <th scope="row">{points[at]}</th>
                <td>{write(Number(row[metric]))}</td>
                {isCompared && <td>{write(Number(row[before]))}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
