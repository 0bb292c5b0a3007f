/** The days that figures are of, and those that they are held against. */
import type { Answer } from '../fetching/answers.ts'
import { usePage } from '../page.ts'

interface Props {
  answer: Pick<Answer, 'period' | 'previous'>
  /** Whether there is anything to compare with: said once here, and not with every figure. */
  hasBefore: boolean
}

/** In one piece: of several, one would move the next. */
export function PeriodLine({ answer: { period, previous }, hasBefore }: Props) {
  const { say, format } = usePage()
  const span = `${format.span(period.from, period.to)} · ${period.timezone}`
  if (!previous) return span
  const before = `${say('compared_with')} ${format.span(previous.from, previous.to)}`
  return `${span} (${before}${hasBefore ? '' : `: ${say('nothing_then')}`})`
}
