/** By how much a figure has changed against the period it is held against: a sign and a word, never a colour alone. */
import { usePage } from '../page.ts'

export interface ChangeMarkProps {
  /** In percent; null where there was nothing to grow from, undefined where nothing is compared. */
  percent: number | null | undefined
  /** What it was before, as it is written. */
  before?: string
  /** Of a cost less is better; of what is neither good nor bad, such as spend, no change is coloured. */
  tone?: 'gain' | 'cost' | 'none'
  /** The figure itself is nothing: without anything before, there is nothing to say. */
  isNothing?: boolean
}

export function ChangeMark({ percent, before, tone = 'gain', isNothing }: ChangeMarkProps) {
  const { say, format } = usePage()
  if (percent === undefined) return null
  // The line stays, so that the figures of a row stand on one.
  if (percent === null && isNothing) return <small class="change">{'\u00a0'}</small>
  const title = before === undefined ? undefined : say('before', { value: before })
  if (percent === null || percent === 0)
    return (
      <small class="change" title={title}>
        {say(percent === null ? 'from_nothing' : 'no_change')}
      </small>
    )
  const colour = tone === 'none' ? '' : percent > 0 === (tone === 'gain') ? 'better' : 'worse'
  return (
    <small class={`change ${colour}`} title={title}>
      <span aria-hidden="true">{percent > 0 ? '▲' : '▼'}</span> {format.change(percent)}
    </small>
  )
}
