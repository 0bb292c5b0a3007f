/** A labelled field of a form with its help text and its error. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** The attributes that connect the control with its texts. */
interface Bound {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean
}

interface Props {
  label: string
  help?: ComponentChildren
  /** The error. */
  wrong?: string | null
  children: (bound: Bound) => ComponentChildren
}

export function Field({ label, help, wrong, children }: Props) {
  const id = useId()
  const described = [help && `${id}-help`, wrong && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': Boolean(wrong) })}
      {help && (
        <p id={`${id}-help`} class="help">
          {help}
        </p>
      )}
      {wrong && (
        <p id={`${id}-wrong`} class="wrong">
          {wrong}
        </p>
      )}
    </div>
  )
}
