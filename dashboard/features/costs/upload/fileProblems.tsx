/** The problems of a cost file by line, as the API reports them, and the fields for what the file does not contain. */
import { useId, useState } from 'preact/hooks'
import type { Issue } from '../../../../wire/answers/service.ts'
import type { ApiError } from '../../../shared/fetching/request.ts'
import { usePage } from '../../../shared/page.ts'
import { Choice } from '../../../shared/parts/choice.tsx'
import { ScrollBox } from '../../../shared/parts/scrollBox.tsx'
import { CurrencyOptions } from '../../../shared/parts/selectOptions.tsx'
import type { Entered } from './uploadQueue.ts'

/** Encodings of older spreadsheets, for the languages of the known exports. */
const CHARSETS = ['windows-1251', 'windows-1250', 'windows-1252', 'koi8-u']

/** The paths of issues by which the API asks for something that the file does not contain. */
const asksCurrency = ({ path, message }: Issue) => path === 'currency' && message.includes('is needed')
const asksCharset = ({ path, message }: Issue) => path === 'body' && message.includes('charset')

/** The export has no column with the campaign's name. */
const lacksCampaign = ({ path, line }: Issue) => path === 'campaign' && line === undefined

/** Whether the only problem of a file is that its currency is missing. */
export const isOnlyCurrencyMissing = ({ issues }: ApiError): boolean =>
  issues.length > 0 && issues.every(asksCurrency)

interface Props {
  error: ApiError
  entered: Entered
  read(entered: Entered): void
}

export function FileProblems({ error, entered, read }: Props) {
  const { say } = usePage()
  const listed = error.issues.filter((issue) => issue.line !== undefined && !asksCurrency(issue))
  return (
    <>
      {error.issues.some(asksCurrency) && (
        <AskCurrency choose={(currency) => read({ ...entered, currency })} />
      )}
      {(error.issues.some(asksCharset) || entered.charset) && <AskCharset entered={entered} read={read} />}
      {error.issues.some(lacksCampaign) && <p>{say('campaign_missing')}</p>}
      {listed.length > 0 && <Lines issues={listed} />}
    </>
  )
}

/** Offered for readable files, too: with the wrong encoding, only the names are wrong. */
export function AskCharset({ entered, read }: Omit<Props, 'error'>) {
  const { say } = usePage()
  return (
    <div class="field">
      <p>{say('charset_help')}</p>
      <Choice
        label={say('charset')}
        isLabelled
        value={entered.charset}
        options={[['', say('charset_own')], ...CHARSETS.map((name): [string, string] => [name, name])]}
        choose={(charset) => read({ ...entered, charset })}
      />
    </div>
  )
}

function AskCurrency({ choose }: { choose(code: string): void }) {
  const { say, site } = usePage()
  const id = useId()
  const [code, setCode] = useState(site?.currency ?? 'USD')
  return (
    <form
      class="field"
      onSubmit={(event) => {
        event.preventDefault()
        choose(code)
      }}
    >
      <label for={id}>{say('currency_missing')}</label>
      <span class="choices">
        <select id={id} onChange={(event) => setCode(event.currentTarget.value)}>
          <CurrencyOptions chosen={code} />
        </select>
        <button type="submit" class="main">
          {say('file_reread')}
        </button>
      </span>
    </form>
  )
}

function Lines({ issues }: { issues: Issue[] }) {
  const { say, format } = usePage()
  return (
    <ScrollBox label={say('file_problem')}>
      <table class="problems">
        <thead>
          <tr>
            <th scope="col">{say('file_line')}</th>
            <th scope="col" class="words">
              {say('file_column')}
            </th>
            <th scope="col" class="words">
              {say('file_problem')}
            </th>
          </tr>
        </thead>
        <tbody>
          {issues.map(({ line, column, message }, place) => (
            <tr key={place}>
              <th scope="row">{format.count(line)}</th>
              <td class="words">
                <bdi>{column ?? '–'}</bdi>
              </td>
              <td class="words" lang="en">
                {withoutPlace(message, line, column)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** Without line and column, which have cells of their own. */
function withoutPlace(message: string, line: number | undefined, column: string | undefined): string {
  const place = `line ${line}${column ? `, ${column}` : ''}: `
  return message.startsWith(place) ? message.slice(place.length) : message
}
