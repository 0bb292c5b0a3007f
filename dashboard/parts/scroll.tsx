/** A part of the page with a scroll bar of its own, which the keyboard reaches, too. */
import type { ComponentChildren } from 'preact'

export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is cut off is scrolled to by the arrow keys
    <section class="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
