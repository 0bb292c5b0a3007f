import type { ExclusionRow } from '../../store/exclusionStore.ts'
import type { Exclusion, SiteRow } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'

/** What a step of the job for one exclusion works with. */
export interface Step {
  store: Store
  site: SiteRow
  row: ExclusionRow
  /** All that are in effect. */
  exclusions: Exclusion[]
  now_ms: number
}
