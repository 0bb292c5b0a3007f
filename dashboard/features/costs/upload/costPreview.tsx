/** The preview of a cost file: its platform, days and spend, what it would change, and its first rows. */
import type { CostsAnswer } from '../../../shared/fetching/answers.ts'
import { text } from '../../../shared/format/format.ts'
import { usePage } from '../../../shared/page.ts'
import { NameText } from '../../../shared/parts/nameText.tsx'
import { ScrollBox } from '../../../shared/parts/scrollBox.tsx'
import { PLATFORMS } from '../exportGuide.tsx'

/** Hook: returns a function that describes in words what a file changes. */
export function useChange(): (answer: CostsAnswer) => string {
  const { say, counted, format } = usePage()
  return ({ written, removed }) =>
    [
      written && counted('rows_written', written, format.count(written)),
      removed && counted('rows_removed', removed, format.count(removed)),
    ]
      .filter(Boolean)
      .join(', ') || say('nothing_changes')
}

export function CostPreview({ answer }: { answer: CostsAnswer }) {
  const { say, counted, format } = usePage()
  const changed = useChange()
  const { period, lines, totals, spread, spend, rows, preview = [] } = answer
  const days = [...new Set([period.from, period.to])].map(format.day).join(' – ')
  const left = totals.length ? `, ${counted('file_totals', totals.length, format.count(totals.length))}` : ''
  const facts: [title: string, value: string][] = [
    [say('file_format'), answer.format === 'plain' ? say('plain_table') : PLATFORMS[answer.format]],
    [say('file_days'), days],
    [say('ad_spend'), spend.map((one) => format.money(one.spend, one.currency)).join(', ')],
    [say('file_lines'), `${format.count(lines)}${left}`],
    [say('file_rows'), format.count(rows)],
    [say('file_change'), changed(answer)],
  ]
  return (
    <>
      <dl class="facts">
        {facts.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {spend
        .filter(({ converted }) => converted === null)
        .map(({ currency }) => (
          <p class="worse" key={currency}>
            {say('file_without_rate', { currency })}
          </p>
        ))}
      {spread && (
        <p>
          {say('file_spread', {
            lines: format.count(spread.lines),
            days: [spread.from, spread.to].map(format.day).join(' – '),
          })}
        </p>
      )}
      <ScrollBox label={say('file_first')}>
        <table>
          <caption>{say('file_first')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('cost_day')}</th>
              <th scope="col" class="words">
                {say('source')}
              </th>
              <th scope="col" class="words">
                {say('campaign_creative')}
              </th>
              <th scope="col">{say('spend_short')}</th>
              <th scope="col">{say('ad_clicks')}</th>
              <th scope="col">{say('ad_impressions')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.map((row, place) => (
              <tr key={place}>
                <th scope="row">{format.day(row.date)}</th>
                <td class="words">
                  <NameText text={row.source ?? `${row.platform}, ${say('platform_whole')}`} />
                </td>
                <td class="words">
                  <NameText text={row.campaign} />
                  {row.content && <NameText small text={text(row.content)} />}
                </td>
                <td>{format.money(row.spend, row.currency)}</td>
                <td>{format.count(row.clicks)}</td>
                <td>{format.count(row.impressions)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  )
}
