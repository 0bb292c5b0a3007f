/**
 * A panel that is closed at first, for what few readers look at. Its content is made, and loads what it shows, when the
 * reader opens it.
 */
import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { usePage } from '../page.ts'
import type { TextKey } from '../words/createWords.ts'

interface Props {
  title: TextKey
  class?: string
  children: () => ComponentChildren
}

export function ClosedPanel({ title, class: name, children }: Props) {
  const { say } = usePage()
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <section class={`panel ${name ?? ''}`} aria-labelledby={id}>
      <details class="closed" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>
          <h2 id={id}>{say(title)}</h2>
        </summary>
        {isOpen && children()}
      </details>
    </section>
  )
}
