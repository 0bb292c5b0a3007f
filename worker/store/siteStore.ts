/** Sites and their settings. */
import type { SiteRow } from './rows.ts'

export type NewSite = Omit<SiteRow, 'id' | 'exclusions'>

export interface SiteStore {
  /** All sites, by name. */
  sites(): Promise<SiteRow[]>
  /** The site of this name, null when there is none. */
  site(site: string): Promise<SiteRow | null>
  /** Adds a site. False when a site of this name exists already. */
  addSite(site: NewSite): Promise<boolean>
  /** Changes only the given settings, so that two patches at the same time do not undo each other. */
  patchSite(id: number, patch: Partial<NewSite>): Promise<void>
  /** Removes the site with all its data and its tokens. */
  removeSite(site: SiteRow): Promise<void>
}
