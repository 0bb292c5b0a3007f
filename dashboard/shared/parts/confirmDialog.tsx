/** A dialog that asks before something that cannot be undone. */
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { usePage } from '../page.ts'

interface Props {
  question: string
  /** The text of the button that confirms. */
  yes: string
  busy: boolean
  children?: ComponentChildren
  agree(): void
  cancel(): void
}

export function ConfirmDialog({ question, yes, busy, children, agree, cancel }: Props) {
  const { say } = usePage()
  const title = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current!
    shown.showModal()
    return () => shown.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      class="confirm"
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault()
        cancel()
      }}
    >
      <div class="form">
        <h2 id={title}>{question}</h2>
        {children}
        <div class="buttons">
          <button type="button" onClick={cancel}>
            {say('cancel')}
          </button>
          <button type="button" class="danger" disabled={busy} onClick={agree}>
            {yes}
          </button>
        </div>
      </div>
    </dialog>
  )
}
