/** The exchange rates, and a form to add one. Amounts without a rate are in no figure. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Rate } from '../../shared/fetching/answers.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { type ApiError, request } from '../../shared/fetching/request.ts'
import { useAnswer } from '../../shared/fetching/useAnswer.ts'
import { dayIn } from '../../shared/format/day.ts'
import { readAmount } from '../../shared/format/readAmount.ts'
import { usePage } from '../../shared/page.ts'
import { Pager, usePaging } from '../../shared/parts/paging.tsx'
import { Panel } from '../../shared/parts/panel.tsx'
import { CurrencyOptions } from '../../shared/parts/selectOptions.tsx'

const ROWS = 8
/** The event by which the ROI table asks for a rate; its `detail` is the currency. */
const RATE_REQUESTED = 'rate-asked'

/** Moves the reader to the form and selects the currency. */
export const askForRate = (currency: string): boolean =>
  dispatchEvent(new CustomEvent(RATE_REQUESTED, { detail: currency }))

/** `since`: the instant from which on a rate is missing. */
export function RatesPanel({ since }: { since: string | undefined }) {
  const { say, site, me, format } = usePage()
  const path = `/api/rates?${new URLSearchParams({ site: site?.site ?? '' })}`
  const answer = useAnswer<{ currency: string; rates: Rate[] }>(path)
  const paging = usePaging(path)
  const from = Number(paging.cursor ?? 0)
  return (
    <Panel title="rates" answer={answer} rows={3} isEmpty={() => false} empty="empty_period">
      {({ currency, rates }) => {
        const newest = rates.toSorted((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1))
        const shown = newest.slice(from, from + ROWS)
        const next = from + ROWS < rates.length ? String(from + ROWS) : null
        return (
          <>
            <p class="help">{say('rates_help')}</p>
            {shown.length === 0 && <p class="empty">{say('empty_rates', { currency })}</p>}
            {shown.length > 0 && (
              <table class="rates">
                <thead>
                  <tr>
                    <th scope="col">{say('currency')}</th>
                    <th scope="col" class="words">
                      {say('rate_from')}
                    </th>
                    <th scope="col">{say('rate_value')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((one) => (
                    <tr key={`${one.currency} ${one.date}`}>
                      <th scope="row">{one.currency}</th>
                      <td class="words">{format.day(one.date)}</td>
                      <td>
                        {say('one_is', { from: one.currency, rate: format.rate(one.rate), to: currency })}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <Pager paging={paging} rows={ROWS} shown={shown.length} next={next} />
            {me?.scope === 'admin' && <RateForm path={path} own={currency} since={since} />}
          </>
        )
      }}
    </Panel>
  )
}

function RateForm({ path, own, since }: { path: string; own: string; since: string | undefined }) {
  const page = usePage()
  const { say, format, refresh, site } = page
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [currency, setCurrency] = useState(own === 'USD' ? 'EUR' : 'USD')
  /** null: nothing chosen yet. */
  const [chosen, setChosen] = useState<string | null>(null)
  const date = chosen ?? (since ? dayIn(since, site?.timezone ?? 'UTC') : '')
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<{ isWrong: boolean; text: string }>({ isWrong: false, text: '' })
  useEffect(() => {
    const follow = (event: Event) => {
      setCurrency((event as CustomEvent<string>).detail)
      field.current?.focus()
    }
    addEventListener(RATE_REQUESTED, follow)
    return () => removeEventListener(RATE_REQUESTED, follow)
  }, [])
  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const data = new FormData(form)
    const rate = readAmount(String(data.get('rate')), 9)
    if (!rate) {
      setMessage({ isWrong: true, text: say('no_rate') })
      return field.current?.focus()
    }
    setBusy(true)
    try {
      await request('PUT', path, { body: { rates: [{ currency, date, rate }] } })
      const text = say('one_is', { from: currency, rate: format.rate(rate), to: own })
      setMessage({ isWrong: false, text: say('rate_added', { rate: text }) })
      field.current!.value = ''
      refresh()
    } catch (error) {
      setMessage({ isWrong: true, text: errorText(error as ApiError, page) })
    }
    setBusy(false)
  }
  return (
    <form class="rate-form" onSubmit={submit} aria-busy={busy}>
      <div class="field">
        <label for={`${id}-currency`}>{say('currency')}</label>
        <select id={`${id}-currency`} onChange={(event) => setCurrency(event.currentTarget.value)}>
          <CurrencyOptions chosen={currency} without={own} />
        </select>
      </div>
      <div class="field">
        <label for={`${id}-date`}>{say('rate_from')}</label>
        <input
          id={`${id}-date`}
          type="date"
          required
          value={date}
          onInput={(event) => setChosen(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={`${id}-rate`}>{say('rate_of', { from: currency, to: own })}</label>
        <input
          id={`${id}-rate`}
          ref={field}
          name="rate"
          inputMode="decimal"
          autoComplete="off"
          required
          aria-invalid={message.isWrong}
          aria-describedby={`${id}-message`}
        />
      </div>
      <button type="submit" disabled={busy}>
        {say('add_rate')}
      </button>
      <p id={`${id}-message`} class={message.isWrong ? 'help worse' : 'help'} role="status">
        {message.text || '\u00a0'}
      </p>
    </form>
  )
}
