/** A box in which a wide table scrolls, also by keyboard, so that the page itself never scrolls sideways. */
import type { ComponentChildren } from 'preact'

export function ScrollBox({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the arrow keys.
    <section class="scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
