/** A button that copies text and confirms it. */
import { useState } from 'preact/hooks'
import { usePage } from '../page.ts'

interface Props {
  /** Returns the text; called when the button is pressed. */
  text: () => string
  label?: string
  /** Called if the browser refuses the clipboard (plain http, or no permission), to let the reader copy by hand. */
  fallback?: () => void
  class?: string
}

export function CopyButton({ text, label, fallback, class: name }: Props) {
  const { say } = usePage()
  const [copied, setCopied] = useState(false)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text())
      setCopied(true)
    } catch {
      fallback?.()
    }
  }
  return (
    <>
      <button type="button" class={name} aria-label={label} onClick={copy} onBlur={() => setCopied(false)}>
        {say(copied ? 'copied' : 'copy')}
      </button>
      <span role="status" class="unseen">
        {copied && say('copied')}
      </span>
    </>
  )
}
