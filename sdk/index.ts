/** The npm module `utm-dispatcher`: what a shop imports. The code is in the files that are named here. */
export type { EventName, EventParams, Item } from '../wire/event.ts'
export type { Attribution, Options, Tracker } from './createTracker.ts'
export type { EventMap } from './eventMap.ts'
export type { Touch } from './touch.ts'
export { trackerOfSite as createTracker } from './trackerOfSite.ts'
