/** The context of the page: state, texts, formats, the reader and the site. Every component reads it by `usePage()`. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { DimensionKey } from '../../wire/query.ts'
import type { LanguageCode } from '../languages/languagesByCode.ts'
import type { PageState } from './address/pageState.ts'
import type { Go } from './address/useAddress.ts'
import type { Me, Site } from './fetching/answers.ts'
import type { Format } from './format/format.ts'
import type { Words } from './words/createWords.ts'

export interface Page extends Words {
  state: PageState
  go: Go
  language: LanguageCode
  format: Format
  /** The name of a dimension's value in the reader's language: of a country, of a channel. */
  nameOf(dimension: DimensionKey, value: string): string
  /** The signed-in reader; null before the sign-in. */
  me: Me | null
  sites: Site[]
  /** The current site; null if the address names none, or one that the reader may not see. */
  site: Site | null
  /** The ids of the listed sessions in their order: the session dialog steps through them. */
  sessionList: readonly string[]
  setSessionList(ids: readonly string[]): void
  /** Grows with every refresh; reports then load again. */
  refreshCount: number
  refresh(): void
  /** Takes over a site's changed settings. */
  siteChanged(site: Site): void
  /** Loads the reader and the sites again. */
  reloadReader(): void
  /** Shows the sign-in, after the API has answered 401. */
  signedOut(): void
  /** Signs out: this browser, or everyone who has signed in with the same token. */
  signOut(where: 'here' | 'everywhere'): void
}

/** Whether the reader is an admin of all sites. Only they may add sites and manage tokens. */
export const isFullAdmin = (me: Me | null): boolean => me?.scope === 'admin' && me.site === null

export const PageContext = createContext<Page | null>(null)

export function usePage(): Page {
  const view = useContext(PageContext)
  if (!view) throw new Error('a component is used outside of ViewContext')
  return view
}
