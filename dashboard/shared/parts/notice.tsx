/** A page that shows only a message. */
import type { ComponentChildren } from 'preact'

export function Notice({ text, children }: { text?: string; children?: ComponentChildren }) {
  return (
    <div class="card">
      <h1>UTM Dispatcher</h1>
      {text && <p>{text}</p>}
      {children}
    </div>
  )
}
