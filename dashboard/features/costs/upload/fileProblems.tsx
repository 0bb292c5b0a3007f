/** What is wrong with a file, line by line as the API says it, and what the reader can say in its place. */
import { useId, useState } from 'preact/hooks'
import type { ApiError, Issue } from '../../../shared/fetching/request.ts'
import { usePage } from '../../../shared/page.ts'
import { Choice } from '../../../shared/parts/choice.tsx'
import { ScrollBox } from '../../../shared/parts/scrollBox.tsx'
import { CurrencyOptions } from '../../../shared/parts/selectOptions.tsx'
import type { Said } from './uploadQueue.ts'

/** Encodings of older spreadsheets, by the languages of the exports that are known. */
const CHARSETS = ['windows-1251', 'windows-1250', 'windows-1252', 'koi8-u']

/** The API asks by these words for what a file does not say. */
const asksCurrency = ({ path, message }: Issue) => path === 'currency' && message.includes('is needed')
const asksCharset = ({ path, message }: Issue) => path === 'body' && message.includes('charset')

/** Whether there is nothing wrong with a file but that it does not say its currency. */
export const isOnlyAsked = ({ issues }: ApiError): boolean => issues.length > 0 && issues.every(asksCurrency)

interface Props {
  error: ApiError
  said: Said
  read(said: Said): void
}

export function FileProblems({ error, said, read }: Props) {
  const listed = error.issues.filter((issue) => issue.line !== undefined && !asksCurrency(issue))
  return (
    <>
      {error.issues.some(asksCurrency) && <AskCurrency choose={(currency) => read({ ...said, currency })} />}
      {(error.issues.some(asksCharset) || said.charset) && <AskCharset said={said} read={read} />}
      {listed.length > 0 && <Lines issues={listed} />}
    </>
  )
}

/** Also of a file that was understood: in a wrong encoding its names are other ones. */
export function AskCharset({ said, read }: Omit<Props, 'error'>) {
  const { say } = usePage()
  return (
    <div class="field">
      <p>{say('charset_unsaid')}</p>
      <Choice
        label={say('charset')}
        isLabelled
        value={said.charset}
        options={[['', say('charset_own')], ...CHARSETS.map((name): [string, string] => [name, name])]}
        choose={(charset) => read({ ...said, charset })}
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
      <label for={id}>{say('currency_unsaid')}</label>
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
                {bare(message, line, column)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** Line and column stand beside it. */
function bare(message: string, line: number | undefined, column: string | undefined): string {
  const place = `line ${line}${column ? `, ${column}` : ''}: `
  return message.startsWith(place) ? message.slice(place.length) : message
}
