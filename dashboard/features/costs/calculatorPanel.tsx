/**
 * The ROI calculator: what a spend would return with the period's revenue. Computes in the browser, without a
 * request.
 */
import { useId, useState } from 'preact/hooks'
import { exponent } from '../../../wire/money.ts'
import type { Answer, RoiFigures } from '../../shared/fetching/answers.ts'
import type { Fetched } from '../../shared/fetching/useAnswer.ts'
import { readAmount } from '../../shared/format/readAmount.ts'
import { usePage } from '../../shared/page.ts'
import { Panel } from '../../shared/parts/panel.tsx'
import type { TextKey } from '../../shared/words/createWords.ts'
import { allowedSpend, breakEven, returnsOf } from './adReturns.ts'

export function CalculatorPanel({ answer }: { answer: Fetched<Answer<RoiFigures>> }) {
  return (
    <Panel
      title="calculator"
      answer={answer}
      rows={7}
      isEmpty={({ rows }) => !rows.length}
      empty="empty_period"
    >
      {({ rows, currency }) => <CalculatorForm result={rows[0]!} currency={currency} />}
    </Panel>
  )
}

/** The largest spend that the API accepts. */
const MAX_SPEND = 1e11

function CalculatorForm({ result, currency }: { result: RoiFigures; currency: string }) {
  const { say, counted, format } = usePage()
  const decimals = exponent(currency)
  /** null: nothing typed yet; the imported spend is used. */
  const [typed, setTyped] = useState<string | null>(null)
  const [target, setTarget] = useState('3')
  const imported = result.ad_spend ? result.ad_spend.toFixed(decimals) : ''
  const written = typed ?? imported
  const amount = typed === null ? result.ad_spend || null : readAmount(typed, decimals)
  const spend = amount !== null && amount <= MAX_SPEND ? amount : null
  const roas = readAmount(target, 3)
  const found = spend === null ? null : returnsOf(result, spend, currency)
  const breakEvenCount = spend === null ? null : breakEven(result, spend)
  const allowed = roas === null ? null : allowedSpend(result, roas, currency)
  const conversions = counted('conversion_count', result.conversions, format.count(result.conversions))
  return (
    <div class="calculator">
      <p class="help">{say('calculator_help', { revenue: format.money(result.revenue), conversions })}</p>
      <Field
        label={say('spend_of', { currency })}
        value={written}
        set={setTyped}
        isWrong={spend === null && written.trim() !== ''}
        wrong="no_amount"
        note={spend === null ? '' : say('read_as', { amount: format.money(spend) })}
      />
      <dl class="facts" aria-live="polite">
        <Fact
          title={say('ad_profit')}
          value={format.money(found?.profit)}
          isLoss={Number(found?.profit) < 0}
        />
        <Fact title={say('roi')} value={format.percent(found?.roi)} isLoss={Number(found?.roi) < 0} />
        <Fact title={say('roas')} value={format.count(found?.roas)} />
        <Fact title={say('cost_per_conversion')} value={format.money(found?.cost_per_conversion)} />
        <Fact
          title={say('break_even')}
          value={
            breakEvenCount === null
              ? format.count(null)
              : counted('conversion_count', breakEvenCount, format.count(breakEvenCount))
          }
          note={
            breakEvenCount === null
              ? ''
              : say('break_even_note', { value: format.money(result.revenue / result.conversions) })
          }
        />
      </dl>
      <Field
        label={say('target_roas')}
        value={target}
        set={setTarget}
        isWrong={allowed === null && target.trim() !== ''}
        wrong="no_ratio"
        note=""
      />
      <dl class="facts" aria-live="polite">
        <Fact
          title={say('allowed_spend')}
          value={format.money(allowed)}
          note={allowed === null || spend === null ? '' : differenceText(allowed - spend)}
        />
      </dl>
    </div>
  )

  function differenceText(difference: number): string {
    if (Math.abs(difference) < 10 ** -decimals / 2) return say('allowed_same')
    const amount = format.money(Math.abs(difference))
    return say(difference > 0 ? 'allowed_more' : 'allowed_less', { amount })
  }
}

interface FieldProps {
  label: string
  value: string
  set(value: string): void
  isWrong: boolean
  wrong: TextKey
  note: string
}

function Field({ label, value, set, isWrong, wrong, note }: FieldProps) {
  const { say } = usePage()
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        value={value}
        aria-invalid={isWrong}
        aria-describedby={`${id}-note`}
        onInput={(event) => set(event.currentTarget.value)}
      />
      <p id={`${id}-note`} class={isWrong ? 'help worse' : 'help'}>
        {isWrong ? say(wrong) : note || '\u00a0'}
      </p>
    </div>
  )
}

function Fact({
  title,
  value,
  note,
  isLoss,
}: {
  title: string
  value: string
  note?: string
  isLoss?: boolean
}) {
  return (
    <div>
      <dt>{title}</dt>
      <dd class={isLoss ? 'worse' : undefined}>
        {value}
        {note && <small>{note}</small>}
      </dd>
    </div>
  )
}
