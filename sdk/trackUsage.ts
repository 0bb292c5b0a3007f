/** A test of the types: calls that TypeScript must accept, and calls that it must refuse. In no bundle. */
import type { Tracker } from './createTracker.ts'

export function accepted(tracker: Tracker): void {
  const items = [{ item_id: 'mug', price: 12.5, quantity: 2 }]
  tracker.track('add_to_cart', { value: 25, currency: 'UAH', items })
  tracker.track('view_product', { value: 25, currency: 'UAH', items: [{ item_name: 'Mug' }] })
  tracker.track('purchase', { transaction_id: 'A-1', value: 25, currency: 'UAH', items, tax: 5 })
  tracker.track('refund', { transaction_id: 'A-1', value: 5, currency: 'UAH' })
  tracker.track('search', { search_term: 'mug' })
  tracker.track('generate_lead')
  tracker.track('newsletter_opened', { issue: 7 })
  tracker.page()
  tracker.identify(null)
  tracker.consent('granted', 'denied')
  const { first, last } = tracker.attribution()
  const source: string | undefined = first?.utm_source
  const landed_ms: number | undefined = last?.at
  const affiliate = last?.affiliate
  tracker.track('quiz_done', { source, landed_ms, affiliate })
}

export function refused(tracker: Tracker): void {
  // @ts-expect-error a purchase without its transaction_id
  tracker.track('purchase', { value: 25, currency: 'UAH', items: [{ item_id: 'mug' }] })
  // @ts-expect-error an event without its required parameters
  tracker.track('add_to_cart')
  // @ts-expect-error an item without an id and without a name
  tracker.track('view_item', { value: 25, currency: 'UAH', items: [{ price: 25 }] })
  // @ts-expect-error the other spelling requires the same parameters
  tracker.track('checkout', { value: 25 })
  // @ts-expect-error a value without its currency
  tracker.track('generate_lead', { value: 25 })
  // @ts-expect-error a value without its currency, on a custom event
  tracker.track('quiz_done', { value: 25 })
  // @ts-expect-error a search without its term
  tracker.track('search', {})
  // @ts-expect-error a parameter of an address is a text
  const source: number | undefined = tracker.attribution().first?.utm_source
  tracker.track('quiz_done', { source })
  // @ts-expect-error consent can only be given or refused here
  tracker.consent('pending')
}
