/** Compares the conversion rates of creatives or campaigns: their confidence intervals, and whether they differ. */

import { NOT_SET } from '../../../wire/query.ts'
import { useChoice, useChoices } from '../../shared/address/useChoice.ts'
import type { Answer, BreakdownRow } from '../../shared/fetching/answers.ts'
import { useReport } from '../../shared/fetching/useReport.ts'
import { usePage } from '../../shared/page.ts'
import { Choice } from '../../shared/parts/choice.tsx'
import { FilterLink } from '../../shared/parts/filterLink.tsx'
import { NameText } from '../../shared/parts/nameText.tsx'
import { Failure, Panel, Waiting } from '../../shared/parts/panel.tsx'
import { verdictOf } from './verdict.ts'
import { VerdictAdvice } from './verdictAdvice.tsx'

/** The fewest and the most that the API compares. */
const MIN_COMPARED = 2
const MAX_COMPARED = 10
/** How many are compared by default. */
const DEFAULT_COMPARED = 4
/** The names to choose from are those of this many rows with the most sessions. */
const OFFERED = 50

const REPORTS = ['content', 'campaigns'] as const
type Report = (typeof REPORTS)[number]
const DIMENSION = { content: 'content', campaigns: 'campaign' } as const

export function ComparisonPanel() {
  const { say } = usePage()
  const [report, setReport] = useChoice('versus', REPORTS)
  const answer = useReport<BreakdownRow>(report, { limit: OFFERED, sort: '-sessions' })
  return (
    <Panel
      title="comparison"
      answer={answer}
      rows={DEFAULT_COMPARED + 5}
      isEmpty={(data) => namesIn(data).length < MIN_COMPARED}
      empty={`comparison_empty_${report}`}
      class="wide versus"
      tools={
        <Choice
          label={say('comparison_of')}
          value={report}
          options={REPORTS.map((one) => [one, say(one)])}
          choose={setReport}
        />
      }
    >
      {(data) => <ComparisonOf key={data.report} report={reportOf(data)} offered={namesIn(data)} />}
    </Panel>
  )
}

/** The report of the answer. While another one is loading, it differs from the chosen one. */
const reportOf = ({ report }: Answer<BreakdownRow>): Report =>
  REPORTS.find((option) => option === report) ?? REPORTS[0]

/** The names, most sessions first. A creative that runs in two campaigns is one name. */
const namesIn = (data: Answer<BreakdownRow>): string[] => {
  const sessions = new Map<string, number>()
  for (const row of data.rows) {
    const name = String(row[DIMENSION[reportOf(data)]])
    if (name !== NOT_SET) sessions.set(name, (sessions.get(name) ?? 0) + row.sessions)
  }
  return [...sessions].sort(([, a], [, b]) => b - a).map(([name]) => name)
}

function ComparisonOf({ report, offered }: { report: Report; offered: string[] }) {
  const { say, format } = usePage()
  const [chosen, choose] = useChoices(report)
  const available = chosen.filter((name) => offered.includes(name)).slice(0, MAX_COMPARED)
  const missing = chosen.filter((name) => !offered.includes(name))
  const names = available.length ? available : offered.slice(0, DEFAULT_COMPARED)
  const toggle = (name: string) =>
    choose(names.includes(name) ? names.filter((one) => one !== name) : [...names, name])
  return (
    <>
      <details class="offered">
        <summary>{say('comparison_choose', { count: format.count(names.length) })}</summary>
        <fieldset>
          <legend class="help">
            {say('comparison_limits', { least: String(MIN_COMPARED), most: String(MAX_COMPARED) })}
          </legend>
          {offered.map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={names.includes(name)}
                disabled={names.length >= MAX_COMPARED && !names.includes(name)}
                onChange={() => toggle(name)}
              />
              <NameText text={name} />
            </label>
          ))}
        </fieldset>
        {chosen.length > 0 && (
          <button type="button" class="quiet" onClick={() => choose([])}>
            {say('comparison_reset')}
          </button>
        )}
      </details>
      {missing.length > 0 && <p class="help">{say('comparison_gone', { names: missing.join(', ') })}</p>}
      {names.length < MIN_COMPARED ? (
        <p class="empty" role="status">
          {say('comparison_too_few')}
        </p>
      ) : (
        <ComparisonTable report={report} names={names} />
      )}
    </>
  )
}

function ComparisonTable({ report, names }: { report: Report; names: string[] }) {
  const { say, format } = usePage()
  const answer = useReport<BreakdownRow>(report, { limit: 1, compare_rows: names })
  const comparison = answer.data?.comparison
  if (!comparison) {
    return answer.error ? (
      <Failure error={answer.error} retry={answer.retry} />
    ) : (
      <div class="waits" aria-busy="true">
        <Waiting rows={names.length + 2} />
      </div>
    )
  }
  const dimension = DIMENSION[report]
  const rows = comparison.rows.toSorted((a, b) => (b.chance_best ?? -1) - (a.chance_best ?? -1))
  const end = Math.max(0, ...rows.map(({ high }) => high ?? 0))
  return (
    <div aria-busy={answer.busy}>
      {answer.error && <Failure error={answer.error} retry={answer.retry} />}
      <VerdictAdvice verdict={verdictOf(comparison)} />
      <table class="rates">
        <thead>
          <tr>
            <th scope="col">{say(report === 'content' ? 'creative' : 'campaign')}</th>
            <th scope="col">{say('sessions')}</th>
            <th scope="col">{say('conversions_short')}</th>
            <th scope="col">{say('conversion_rate')}</th>
            <th scope="col" class="interval">
              {say('confidence_interval', { confidence: format.percent(comparison.confidence) })}
            </th>
            <th scope="col">{say('chance_of_best')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, sessions, conversions, conversion_rate, low, high, chance_best }) => (
            <tr key={name}>
              <th scope="row">
                <FilterLink dimension={dimension} values={[name]} name={name} />
              </th>
              <td>{format.count(sessions)}</td>
              <td>{format.count(conversions)}</td>
              <td>{format.percent(sessions ? conversion_rate : null)}</td>
              <td class="interval">
                <Interval low={low} high={high} rate={conversion_rate} end={end} />
              </td>
              <td>{format.percent(chance_best)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Draws a confidence interval on a line from 0 to `end`, with a mark at the rate. All values are percentages. */
function Interval({
  low,
  high,
  rate,
  end,
}: {
  low: number | null
  high: number | null
  rate: number
  end: number
}) {
  const { say, format } = usePage()
  if (low === null || high === null || !end) return <>{say('no_interval')}</>
  const at = (percent: number) => `${(100 * percent) / end}%`
  return (
    <>
      <i class="interval-line" aria-hidden="true">
        <i style={{ left: at(low), width: at(high - low) }} />
        <b style={{ left: at(rate) }} />
      </i>
      <span>
        {format.percent(low)} – {format.percent(high)}
      </span>
    </>
  )
}
