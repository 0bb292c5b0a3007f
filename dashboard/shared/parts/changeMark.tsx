/** How much a figure has changed since the period it is compared with: by a sign and text, never by colour alone. */
import { usePage } from '../page.ts'

export interface ChangeMarkProps {
  /** In percent; null: the value before was zero; undefined: nothing is compared. */
  percent: number | null | undefined
  /** The value before, formatted. */
  before?: string
  /** `gain`: more is better; `cost`: less is better; `none`: neither, the change has no colour. */
  tone?: 'gain' | 'cost' | 'none'
  /** The current value is zero. If the value before was zero, too, nothing is shown. */
  isNothing?: boolean
}

export function ChangeMark({ percent, before, tone = 'gain', isNothing }: ChangeMarkProps) {
  const { say, format } = usePage()
  if (percent === undefined) return null
  // An empty line keeps the figures of a row at the same height.
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
      <span aria-hidden="true">{percent > 0 ? '▲' : '▼'}</span> {format.signedPercent(percent)}
    </small>
  )
}
