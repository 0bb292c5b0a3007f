/** A button that copies text, and says so. */
import { useState } from 'preact/hooks'
import { usePage } from '../page.ts'

interface Props {
  /** What is copied, asked for when it is. */
  text: () => string
  label?: string
  /** Where the clipboard is refused (plain http, or by the reader): lets them copy by hand. */
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
