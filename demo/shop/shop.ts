/** The shop's own script: tracks what the page shows and what its forms do. It also works without the tracker. */
import type { EventParams } from '../../wire/event.ts'
import { completed, PAGE_EVENTS_ID, type PageEvent } from '../tracking.ts'

declare global {
  interface Window {
    /** Set by `t.js`. Absent if that is blocked or has not loaded. */
    tracker?: { track(name: string, params?: EventParams): void }
  }
}

const track = ({ name, params }: PageEvent) => window.tracker?.track(name, params)

const pageEvents: PageEvent[] = JSON.parse(document.getElementById(PAGE_EVENTS_ID)?.textContent ?? '[]')
for (const event of pageEvents) track(event)

document.addEventListener('submit', ({ target }) => {
  if (!(target instanceof HTMLFormElement) || !target.dataset.track) return
  const { track: json, quantityWas } = target.dataset
  const fields = new FormData(target)
  const text = (name: string) => fields.get(name)?.toString()
  const event = completed(JSON.parse(json), {
    payment: text('payment'),
    quantity: text('quantity'),
    quantityWas,
  })
  if (event) track(event)
})
