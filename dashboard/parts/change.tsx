/** By how much a figure has changed against the period it is held against: a sign and a word, never a colour alone. */
import { useView } from '../view.ts'

interface Props {
  /** In percent; null where there was nothing to grow from, undefined where nothing is compared. */
  percent: number | null | undefined
  /** What it was before, as it is written. */
  before?: string
  /** Less is better, as with bounces. */
  isCost?: boolean
  /** The figure itself is nothing: without anything before, there is nothing to say. */
  isNothing?: boolean
}

export function Change({ percent, before, isCost, isNothing }: Props) {
  const { say, format } = useView()
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
  const good = percent > 0 !== Boolean(isCost)
  return (
    <small class={`change ${good ? 'better' : 'worse'}`} title={title}>
      <span aria-hidden="true">{percent > 0 ? '▲' : '▼'}</span> {format.change(percent)}
    </small>
  )
}
