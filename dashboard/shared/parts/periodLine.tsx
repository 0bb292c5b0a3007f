/** The period of an answer and the one it is compared with, in one line of text. */
import type { Answer } from '../fetching/answers.ts'
import { usePage } from '../page.ts'

interface Props {
  answer: Pick<Answer, 'period' | 'previous'>
  /** Whether the compared period has any data. If not, this line states it once, instead of every figure. */
  hasBefore: boolean
}

/** One string: separate elements would shift when one of them changes. */
export function PeriodLine({ answer: { period, previous }, hasBefore }: Props) {
  const { say, format } = usePage()
  const interval = `${format.interval(period.from, period.to)} · ${period.timezone}`
  if (!previous) return interval
  const before = `${say('compared_with')} ${format.interval(previous.from, previous.to)}`
  return `${interval} (${before}${hasBefore ? '' : `: ${say('nothing_before_short')}`})`
}
