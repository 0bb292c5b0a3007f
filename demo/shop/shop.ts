/** The shop's own script: hands to the tracker what the page shows and what its forms do. No tracker, no harm. */
import type { EventParams } from '../../wire/event.ts'
import { completed, PAGE_EVENTS_ID, type Told } from '../tracking.ts'

declare global {
  interface Window {
    /** Set by `t.js`; absent where it is blocked or did not load. */
    tracker?: { track(name: string, params?: EventParams): void }
  }
}

const track = ({ name, params }: Told) => window.tracker?.track(name, params)

const shown: Told[] = JSON.parse(document.getElementById(PAGE_EVENTS_ID)?.textContent ?? '[]')
for (const told of shown) track(told)

document.addEventListener('submit', ({ target }) => {
  if (!(target instanceof HTMLFormElement) || !target.dataset.track) return
  const { track: json, quantityWas } = target.dataset
  const fields = new FormData(target)
  const text = (name: string) => fields.get(name)?.toString()
  const told = completed(JSON.parse(json), {
    payment: text('payment'),
    quantity: text('quantity'),
    quantityWas,
  })
  if (told) track(told)
})
