/** Fills hidden fields of forms with what brought the visitor, so that the shop has it on its orders and leads. */
import type { Hear } from '../extras.ts'
import type { Tracker } from '../index.ts'

/**
 * Fields named as a parameter take it from the last touch. Those marked `data-utm` say what they want: `visitor_id`,
 * `first.utm_campaign`, `last.source`.
 *
 * All of the page are filled, and before they are needed: `form.submit()` raises no event, and a page's own code reads
 * its fields when it likes.
 */
export function fillForms(tracker: Tracker): Hear {
  const fill = () => {
    let known: Record<string, Record<string, string> | undefined> | undefined
    for (const field of document.querySelectorAll<HTMLInputElement>('[type=hidden]')) {
      const { utm } = field.dataset
      const [which, key] = (utm || `last.${field.name}`).split('.') as [string, string]
      // Who asks makes the tracker look into its storage: not without need.
      known ??= tracker.attribution() as NonNullable<typeof known>
      const touch = known[which]
      const value = (touch?.[key] ?? (utm && touch?.[`utm_${key}`]) ?? touch) as string | undefined
      // Of a touch's own words, such as `referrer`, and of those that all objects have, a field's name says nothing.
      if (value?.trim?.() && (utm || !/^(ref|land|ts)/.test(key))) field.value = value
    }
  }

  fill()
  return fill
}
