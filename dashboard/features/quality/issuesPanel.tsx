/** Issues to fix: money without an exchange rate, sessions without a source, with how many and what to do. */
import type { ComponentChildren } from 'preact'
import type { Filter } from '../../../wire/filter.ts'
import { NOT_SET, UNASSIGNED } from '../../../wire/query.ts'
import { withFilter } from '../../shared/address/filters.ts'
import type { Answer, BreakdownRow, General } from '../../shared/fetching/answers.ts'
import type { Fetched } from '../../shared/fetching/useAnswer.ts'
import { usePage } from '../../shared/page.ts'
import { Link } from '../../shared/parts/link.tsx'
import { Panel } from '../../shared/parts/panel.tsx'

interface Props {
  general: Fetched<Answer<General>>
  channels: Fetched<Answer<BreakdownRow>>
  /** The report `sources`, filtered to sessions without a source; its total is their number. */
  withoutSource: Fetched<Answer<BreakdownRow>>
}

interface All {
  general: Answer<General>
  channels: Answer<BreakdownRow>
  withoutSource: Answer<BreakdownRow>
}

/** From this share of direct sessions on, it is likely that links have lost their tags. In percent. */
const HIGH_DIRECT_PERCENT = 30

export function IssuesPanel({ general, channels, withoutSource }: Props) {
  const all = [general, channels, withoutSource]
  const answer: Fetched<All> = {
    data:
      general.data && channels.data && withoutSource.data
        ? { general: general.data, channels: channels.data, withoutSource: withoutSource.data }
        : null,
    error: all.find(({ error }) => error)?.error ?? null,
    busy: all.some(({ busy }) => busy),
    retry: () => {
      for (const { error, retry } of all) if (error) retry()
    },
  }
  return (
    <Panel
      title="issues"
      answer={answer}
      rows={2}
      tall
      isEmpty={({ general }) => !general.rows[0]?.sessions && !general.unconverted?.length}
      empty="empty_period"
      class="wide"
    >
      {(data) => <List data={data} />}
    </Panel>
  )
}

function List({ data: { general, channels, withoutSource } }: { data: All }) {
  const { say, counted, format, state } = usePage()
  const sessions = general.rows[0]?.sessions ?? 0
  const share = (part: number) => (sessions ? (100 * part) / sessions : 0)
  const of = (channel: string) => channels.rows.find((row) => row.channel === channel)?.sessions ?? 0
  const [direct, unassigned] = [of('Direct'), of(UNASSIGNED)]
  const noSource = Number(withoutSource.total.sessions ?? 0)
  const figure = (part: number) =>
    `${format.percent(share(part))} · ${counted('session_count', part, format.count(part))}`
  const show = (filter: Filter) => (
    <Link to={{ view: 'sessions', filters: withFilter(state.filters, filter), sort: {} }}>
      {say('show_sessions')}
    </Link>
  )
  const money = general.unconverted ?? []
  const hasNoIssues = !money.length && !unassigned && !noSource && share(direct) < HIGH_DIRECT_PERCENT
  return (
    <>
      {hasNoIssues && <p class="fine">✓ {say('no_issues')}</p>}
      <ul class="advice-list">
        {money.map(({ currency, orders, revenue }) => (
          <IssueItem
            key={currency}
            title={say('hint_rate', { currency })}
            figure={`${format.money(revenue, currency)} · ${counted('order_count', orders, format.count(orders))}`}
            text={say('hint_rate_help', { currency })}
          >
            <Link to={{ view: 'costs', sort: {} }}>{say('to_rates')}</Link>
          </IssueItem>
        ))}
        {unassigned > 0 && (
          <IssueItem
            title={say('hint_unassigned')}
            figure={figure(unassigned)}
            text={say('hint_unassigned_help')}
          >
            {show({ dimension: 'channel', operator: 'is', values: [UNASSIGNED] })}
          </IssueItem>
        )}
        {noSource > 0 && (
          <IssueItem title={say('hint_unset')} figure={figure(noSource)} text={say('hint_unset_help')}>
            {show({ dimension: 'source', operator: 'is', values: [NOT_SET] })}
          </IssueItem>
        )}
        {sessions > 0 && (
          <IssueItem
            title={say('hint_direct')}
            figure={figure(direct)}
            text={say(share(direct) < HIGH_DIRECT_PERCENT ? 'hint_direct_fine' : 'hint_direct_help')}
          >
            {direct > 0 && show({ dimension: 'channel', operator: 'is', values: ['Direct'] })}
          </IssueItem>
        )}
      </ul>
    </>
  )
}

function IssueItem(props: { title: string; figure: string; text: string; children: ComponentChildren }) {
  return (
    <li>
      <h3>{props.title}</h3>
      <p class="figure-of">{props.figure}</p>
      <p class="help">{props.text}</p>
      <p>{props.children}</p>
    </li>
  )
}
