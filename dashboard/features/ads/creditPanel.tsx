/** The credit by every attribution model, and the difference between the reader's model and two others. */
import { useMemo } from 'preact/hooks'
import { DEFAULT_MODEL, MODELS, type Model } from '../../../wire/model.ts'
import { useChoice } from '../../shared/address/useChoice.ts'
import type { Answer, BreakdownRow } from '../../shared/fetching/answers.ts'
import { reportName } from '../../shared/fetching/reportRequest.ts'
import type { Fetched } from '../../shared/fetching/useAnswer.ts'
import { useReports } from '../../shared/fetching/useReport.ts'
import { tsv } from '../../shared/format/tsv.ts'
import { usePage } from '../../shared/page.ts'
import { BREAKDOWNS } from '../../shared/parts/breakdowns.ts'
import { Choice } from '../../shared/parts/choice.tsx'
import { CopyButton } from '../../shared/parts/copyButton.tsx'
import { Link } from '../../shared/parts/link.tsx'
import { NameText } from '../../shared/parts/nameText.tsx'
import { Panel } from '../../shared/parts/panel.tsx'
import { ScrollBox } from '../../shared/parts/scrollBox.tsx'
import { type Credit, type Credits, creditsOf, gainOf, type Measure } from './modelCredits.ts'

/** The table has ROWS rows, chosen from the CANDIDATES rows with the most sessions. */
const ROWS = 10
const CANDIDATES = 50

const BY = ['campaigns', 'sources', 'channels'] as const
const MEASURES = ['revenue', 'conversions', 'orders'] as const satisfies readonly Measure[]

/** The models that the reader's model is compared with, except itself. */
const COMPARED_MODELS: readonly Model[] = [DEFAULT_MODEL, 'last']

export function CreditPanel() {
  const { say, state } = usePage()
  const [by, setBy] = useChoice('credit', BY)
  const [measure, setMeasure] = useChoice('measure', MEASURES)
  const answers = useReports<BreakdownRow>(
    MODELS.map((model) => reportName(by, { model, sort: '-sessions', limit: CANDIDATES })),
  )
  const table = useMemo(
    () => answers.data && tableOf(answers.data, measure, state.model),
    [answers.data, measure, state.model],
  )
  const answer: Fetched<Table> = { ...answers, data: table }
  return (
    <Panel
      title="credit"
      answer={answer}
      rows={ROWS + 2}
      tall={by !== 'channels'}
      more
      isEmpty={({ rows }) => !rows.length}
      empty="empty_period"
      class="wide credit"
      tools={
        <>
          <Choice
            label={say('credit_by')}
            value={by}
            options={BY.map((one) => [one, say(BREAKDOWNS[one].title)])}
            choose={setBy}
          />
          <Choice
            label={say('metric')}
            value={measure}
            options={MEASURES.map((one) => [one, say(one)])}
            choose={setMeasure}
          />
          {table && <CopyCredits table={table} />}
        </>
      }
    >
      {(table) => <CreditTable table={table} measure={measure} />}
    </Panel>
  )
}

type By = (typeof BY)[number]

interface Table extends Credits {
  /** The report of these rows. While another one is loading, it differs from the chosen one. */
  by: By
  model: Model
  compared: readonly Model[]
}

const tableOf = (answers: Answer<BreakdownRow>[], measure: Measure, model: Model): Table => ({
  ...creditsOf(answers, measure, model, ROWS),
  by: BY.find((by) => by === answers[0]!.report) ?? BY[0],
  model,
  compared: COMPARED_MODELS.filter((other) => other !== model),
})

function CreditTable({ table, measure }: { table: Table; measure: Measure }) {
  const page = usePage()
  const { say, state, nameOf } = page
  const { title, nameTitle, dimension, ...entry } = BREAKDOWNS[table.by]
  const note = 'note' in entry ? entry.note : undefined
  return (
    <>
      <p class="help">{say(state.filters.length ? 'credit_help_filtered' : 'credit_help')}</p>
      <ScrollBox label={`${say('credit')}: ${say(title)}`}>
        <table class="pinned">
          <thead>
            <tr>
              <th scope="col">{say(nameTitle)}</th>
              {MODELS.map((model) => (
                <th key={model} scope="col" class={model === table.model ? 'current' : undefined}>
                  <Link to={{ model }} current={model === table.model} class="head-link">
                    {say(`model_short_${model}`)}
                  </Link>
                  {model === table.model && <small>{say('credit_current')}</small>}
                </th>
              ))}
              {table.compared.map((model) => (
                <th key={model} scope="col" class="gain">
                  {say('credit_against', { model: say(`model_short_${model}`) })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ row, credit }) => (
              <tr key={`${row[dimension]}\n${note?.(row, page) ?? ''}`}>
                <th scope="row">
                  <NameText text={nameOf(dimension, String(row[dimension] ?? ''))} />
                  {note && <NameText small text={note(row, page)} />}
                </th>
                <Cells credit={credit} table={table} measure={measure} />
              </tr>
            ))}
            {table.others && (
              <tr class="others">
                <th scope="row">{say('credit_others')}</th>
                <Cells credit={table.others} table={table} measure={measure} />
              </tr>
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say('total')}</th>
              <Cells credit={table.total} table={table} measure={measure} />
            </tr>
          </tfoot>
        </table>
      </ScrollBox>
    </>
  )
}

function Cells({ credit, table, measure }: { credit: Credit; table: Table; measure: Measure }) {
  const { format } = usePage()
  const write = measure === 'revenue' ? format.money : format.count
  return (
    <>
      {MODELS.map((model) => (
        <td key={model} class={model === table.model ? 'current' : undefined}>
          {write(credit[model])}
        </td>
      ))}
      {table.compared.map((other) => (
        <Gain key={other} gain={gainOf(credit, table.model, other)} measure={measure} />
      ))}
    </>
  )
}

/** A difference in credit is neither good nor bad, so it has no colour. */
function Gain({ gain, measure }: { gain: ReturnType<typeof gainOf>; measure: Measure }) {
  const { say, format } = usePage()
  if (!gain) return <td class="gain">–</td>
  if (!gain.amount) return <td class="gain">{say('credit_same')}</td>
  return (
    <td class="gain">
      {measure === 'revenue' ? format.signedMoney(gain.amount) : format.signedCount(gain.amount)}
      <small>{gain.percent === null ? say('from_nothing') : format.signedPercent(gain.percent)}</small>
    </td>
  )
}

function CopyCredits({ table }: { table: Table }) {
  const { say } = usePage()
  const names = Object.keys(table.rows[0]?.row ?? {}).filter(
    (key) => typeof table.rows[0]!.row[key] === 'string',
  )
  const text = () =>
    tsv({
      columns: [
        ...names.map((key) => ({ key, label: key, unit: 'text' as const })),
        ...MODELS.map((model) => ({
          key: model,
          label: say(`model_short_${model}`),
          unit: 'count' as const,
        })),
      ],
      rows: [
        ...table.rows.map(({ row, credit }) => ({ ...row, ...credit })),
        ...(table.others ? [{ [names[0]!]: say('credit_others'), ...table.others }] : []),
      ],
    })
  return <CopyButton class="quiet" label={say('copy_table', { title: say('credit') })} text={text} />
}
