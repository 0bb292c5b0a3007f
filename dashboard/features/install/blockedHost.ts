/** Host names that ad blockers take for trackers. */

/**
 * First labels of hosts in EasyPrivacy, the public list that most ad blockers use (easyprivacy_general.txt, such as `://utm.`
 * and `://stats.*` with a path). `all`: every address is blocked. `some`: only some paths, which may change any day.
 */
const LABELS = {
  all: 'utm matomo piwik posthog fathom ensighten segment-api segment-cdn',
  some: 'stats analytics track tracker tracking collect collector beacon metrika',
} as const

export interface BlockedHost {
  /** `utm` of `utm.shop.example`. */
  label: string
  blocks: keyof typeof LABELS
}

/** Whether public lists block a host because of its name; null if they do not. */
export function blockedHost(host: string): BlockedHost | null {
  const label = /^([^.]+)\../.exec(host.toLowerCase())?.[1]
  if (!label) return null
  const blocks = (['all', 'some'] as const).find((kind) => LABELS[kind].split(' ').includes(label))
  return blocks ? { label, blocks } : null
}
