/** The ROI table: cost and result in each row, including spend without sessions. */

import { RETURNS_BY } from '../../shared/address/pageState.ts'
import type { Answer, RoiFigures, RoiRow } from '../../shared/fetching/answers.ts'
import { scopeParams } from '../../shared/fetching/reportRequest.ts'
import { useReport } from '../../shared/fetching/useReport.ts'
import type { Format } from '../../shared/format/format.ts'
import { type Page, usePage } from '../../shared/page.ts'
import { Choice } from '../../shared/parts/choice.tsx'
import { figureWidth } from '../../shared/parts/figureWidth.ts'
import { FilterLink } from '../../shared/parts/filterLink.tsx'
import { NameText } from '../../shared/parts/nameText.tsx'
import { Pager, usePaging } from '../../shared/parts/paging.tsx'
import { Panel } from '../../shared/parts/panel.tsx'
import { SortableHead } from '../../shared/parts/sortableHead.tsx'
import type { TextKey } from '../../shared/words/createWords.ts'
import { foreign } from './costFigures.tsx'
import { CostGaps, NoCosts } from './costGaps.tsx'

const ROWS = 10

/** The columns in their order: the title, and how the value is formatted. */
const FIGURES = {
  ad_spend: ['spend_short', (row, format) => format.money(row.ad_spend)],
  revenue: ['revenue', (row, format) => format.money(row.revenue)],
  profit: ['ad_profit', (row, format) => format.money(row.profit)],
  roi: ['roi', (row, format) => format.percent(row.roi)],
  roas: ['roas', (row, format) => format.count(row.roas)],
  cost_per_conversion: ['cost_per_conversion_short', (row, format) => format.money(row.cost_per_conversion)],
  conversions: ['conversions_short', (row, format) => format.count(row.conversions)],
  sessions: ['sessions', (row, format) => format.count(row.sessions)],
  clicks: ['ad_clicks', (row, format) => format.count(row.clicks)],
  impressions: ['ad_impressions', (row, format) => format.count(row.impressions)],
} satisfies Record<string, [TextKey, (row: RoiFigures, format: Format) => string]>
type Figure = keyof typeof FIGURES
const KEYS = Object.keys(FIGURES) as Figure[]

const HEADS = { campaign: 'campaign', source: 'source', content: 'creative' } as const

/** Whether there are any costs in the answer's period. */
const hasCosts = ({ total, unconverted_costs }: Answer<RoiRow>) => {
  const { ad_spend, clicks, impressions } = total as Partial<RoiFigures>
  return Boolean(ad_spend || clicks || impressions || unconverted_costs)
}

export function RoiPanel() {
  const { say, state, go } = usePage()
  const by = state.by ?? 'campaign'
  // A sort column that this table does not have is ignored.
  const column = state.sort.roi?.replace(/^-/, '')
  const isSorted = column && (column === by || column === 'matched' || KEYS.includes(column as Figure))
  const sort = isSorted ? state.sort.roi : undefined
  const paging = usePaging(`${scopeParams(state)} ${by} ${sort}`)
  const answer = useReport<RoiRow>('roi', { by, sort, limit: ROWS, cursor: paging.cursor })
  return (
    <Panel
      title="roi_table"
      answer={answer}
      rows={ROWS}
      tall
      more
      isEmpty={() => false}
      empty="empty_period"
      file="roi"
      params={{ by, sort }}
      class="wide roi"
      tools={
        <Choice
          label={say('roi_by')}
          value={by}
          options={RETURNS_BY.map((one) => [one, say(`roi_by_${one}`)])}
          choose={(chosen) => go({ by: chosen === 'campaign' ? null : chosen })}
        />
      }
    >
      {(data) => (
        <>
          {data.total.ad_spend !== null && !hasCosts(data) ? <NoCosts /> : <CostGaps answer={data} />}
          {data.rows.length > 0 && (
            <>
              <Table data={data} by={by} />
              <Pager paging={paging} rows={ROWS} shown={data.rows.length} next={data.next} />
            </>
          )}
        </>
      )}
    </Panel>
  )
}

function Table({ data, by }: { data: Answer<RoiRow>; by: keyof typeof HEADS }) {
  const page = usePage()
  const { say, format } = page
  const figures = [...data.rows, data.total as unknown as RoiFigures]
  return (
    <table
      class="returns-table"
      style={figureWidth(figures.flatMap((row) => KEYS.map((key) => FIGURES[key][1](row, format))))}
    >
      <thead>
        <tr>
          <SortableHead table="roi" column={by} title={say(HEADS[by])} isText />
          {KEYS.map((key) => (
            <SortableHead
              key={key}
              table="roi"
              column={key}
              title={say(FIGURES[key][0])}
              defaultSort={key === 'ad_spend' ? '-ad_spend' : undefined}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row) => (
          <tr
            key={[row.campaign, row.source, row.content, row.paid].join('\n')}
            class={row.matched?.replace(' ', '-')}
          >
            <th scope="row">
              <FilterLink dimension={by} values={row.values} name={page.nameOf(by, String(row[by]))} />
              <span class="under">
                {note(row, by, page) && <NameText small text={note(row, by, page)} />}
                {row.matched === 'costs only' && <span class="mark lost">{say('costs_only')}</span>}
                {row.matched === 'sessions only' && row.paid !== false && (
                  <span class="mark">{say('sessions_only')}</span>
                )}
              </span>
            </th>
            <Cells row={row} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say('all_together')}</th>
          <Cells row={data.total as unknown as RoiFigures} />
        </tr>
      </tfoot>
    </table>
  )
}

function Cells({ row }: { row: RoiFigures }) {
  const { say, format } = usePage()
  return KEYS.map((key) => (
    <td
      key={key}
      data-title={say(FIGURES[key][0])}
      class={`${key} ${(key === 'profit' || key === 'roi') && Number(row[key]) < 0 ? 'worse' : ''}`}
    >
      {FIGURES[key][1](row, format)}
      {key === 'ad_spend' && row.ad_spend_unconverted && (
        <small class="worse">
          {say(row.ad_spend === null ? 'only_unconverted' : 'and_unconverted', {
            amount: foreign(row.ad_spend_unconverted, format.money),
          })}
        </small>
      )}
    </td>
  ))
}

/** The second line of a row's name. */
function note(row: RoiRow, by: keyof typeof HEADS, { say, nameOf }: Page): string {
  if (by === 'content') return nameOf('campaign', row.campaign ?? '')
  const sources = row.sources ?? []
  const others = sources.length > 1 ? sources.map((source) => nameOf('source', source)).join(', ') : ''
  if (by === 'source') return row.paid === false ? say('not_of_ads') : others
  const source = nameOf('source', row.source ?? '')
  return others && others !== source ? `${source} (${others})` : source
}
