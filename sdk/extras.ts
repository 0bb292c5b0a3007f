/**
 * The script's second file, loaded by the tag that asks for any of it: links domains, fills forms, watches clicks and
 * reads an existing data layer. It stands on what every tracker can do.
 */
import { watchClicks } from './extras/clicks.ts'
import { linkDomains } from './extras/domains.ts'
import { fillForms } from './extras/forms.ts'
import { readLayer } from './extras/layer.ts'
import type { Tracker } from './index.ts'
import { attempt } from './storage.ts'

/** The tag's data attributes, as they stand there. */
export interface ExtraOptions {
  site: string
  /** Name of the data layer; empty for `dataLayer`. */
  datalayer?: string
  /** Hosts that share the visitor, their subdomains too, with commas between. */
  domains?: string
  /** `outbound`, `download`, or both with a comma between. */
  clicks?: string
}

/** Takes a link that is followed; none where anything else is clicked on or sent: then the target says what. */
export type Hear = (link: HTMLAnchorElement | false | null, target: HTMLFormElement, data?: FormData) => void

/**
 * Called once for a tracker. Never throws, nor does what it leaves on the page.
 *
 * A page with `domains` and `_utmd` in its address must hold the tracker in `pending` until this has returned, and then
 * say `tracker.consent(…)`, by that property: that is where a visitor from the other domain is taken over.
 */
export function extend(tracker: Tracker, options: ExtraOptions): void {
  attempt(() => {
    const parts = [watchClicks(tracker, options), linkDomains(tracker, options), fillForms(tracker)]
    for (const type of ['click', 'auxclick', 'submit', 'formdata'])
      addEventListener(
        type,
        ({ target, button, formData }: Event & { button?: number; formData?: FormData }) =>
          parts.map((hear) =>
            attempt(() =>
              hear(button! < 2 && (target as Element).closest('a'), target as HTMLFormElement, formData),
            ),
          ),
        true,
      )
    readLayer(tracker, options)
  })
}
