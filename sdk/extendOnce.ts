/** `extend` as the npm module exports it: once for each tracker, and on a server it does nothing. */
import type { Options, Tracker } from './createTracker.ts'
import { type ExtraOptions, extend } from './extras.ts'

/** Marks the options of a tracker that has the extras. Not a list here: a module may be evaluated again (hot reload). */
const EXTENDED = Symbol.for('utm-dispatcher.extended')

/** Adds the extras to a tracker, as `extend` does. A second call for the same tracker changes nothing. */
export function extendOnce(tracker: Tracker): void {
  const options: Options & ExtraOptions & { [EXTENDED]?: true } = tracker.options
  if (typeof document === 'undefined' || options[EXTENDED]) return
  options[EXTENDED] = true
  extend(tracker)
}
