/** The npm module `utm-dispatcher/extras`. The code is in the files that are named here. */
export { extendOnce as extend } from './extendOnce.ts'
export type { ExtraOptions } from './extras.ts'
