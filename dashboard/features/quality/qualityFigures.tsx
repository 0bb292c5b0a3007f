/** The cards of data quality: lost events, excluded events, and the share with a known source. */
import { SOURCELESS_CHANNELS } from '../../../wire/query.ts'
import type { Answer, BreakdownRow, General } from '../../shared/fetching/answers.ts'
import type { Fetched } from '../../shared/fetching/useAnswer.ts'
import { usePage } from '../../shared/page.ts'
import { FigureCard } from '../../shared/parts/figureCard.tsx'
import { type DropRow, isLoss, total } from './dropCounts.ts'

interface Props {
  drops: Fetched<Answer<DropRow>>
  general: Fetched<Answer<General>>
  channels: Fetched<Answer<BreakdownRow>>
}

/** Errors are shown in the panels of the same reports. */
export function QualityFigures({ drops, general, channels }: Props) {
  const { say, counted, format } = usePage()
  const rows = drops.data?.rows
  const lost = rows && total(rows.filter(({ reason }) => isLoss(reason)))
  const left = rows && total(rows) - lost!
  const bots = rows && total(rows.filter(({ reason }) => reason === 'bot'))
  const pageviews = general.data?.rows[0]?.pageviews
  const named = channels.data?.rows.filter(({ channel }) => !SOURCELESS_CHANNELS.includes(String(channel)))
  const sum = (of: BreakdownRow[] | undefined, key: 'sessions' | 'revenue') =>
    of?.reduce((all, row) => all + row[key], 0)
  const share = (key: 'sessions' | 'revenue') => {
    const all = sum(channels.data?.rows, key)
    return all ? (100 * sum(named, key)!) / all : null
  }
  const figures: [title: string, value: string, note: string][] = [
    [
      say('lost_events'),
      format.count(lost),
      pageviews === undefined ? '' : counted('beside_pageviews', pageviews, format.count(pageviews)),
    ],
    [
      say('excluded_events'),
      format.count(left),
      rows ? say('of_them_bots', { count: format.count(bots) }) : '',
    ],
    [say('known_sessions'), format.percent(share('sessions')), say('known_help')],
    [say('known_revenue'), format.percent(share('revenue')), say('known_help')],
  ]
  return (
    <section
      class="figures quality-figures"
      aria-label={say('figures')}
      aria-busy={drops.busy || general.busy || channels.busy}
    >
      {figures.map(([title, value, note]) => (
        <FigureCard key={title} title={title} value={value} note={note} />
      ))}
    </section>
  )
}
