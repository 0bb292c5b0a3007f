/** What every part of the page may ask for: the state, the words, the formats, and who is reading. */
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
  /** A dimension's value as people call it: a country's name, a channel in the reader's language. */
  shown(dimension: DimensionKey, value: string): string
  /** null: nobody has signed in. */
  me: Me | null
  sites: Site[]
  /** The one that the page shows; null where the state names none, or none that the reader may see. */
  site: Site | null
  /** The sessions on the page in their order, for whoever goes from one to the next. */
  sessionList: readonly string[]
  setSessionList(ids: readonly string[]): void
  /** Grows with every refresh the reader asks for; reports load again then. */
  refreshCount: number
  refresh(): void
  /** A site's settings have changed; these are the new ones. */
  siteChanged(site: Site): void
  /** Finds out anew who is reading and which sites there are. */
  enter(): void
  /** The API no longer knows the reader. */
  signedOut(): void
  signOut(): void
}

/** New sites, and tokens, are for admins of all sites: the API refuses those of one. */
export const isFullAdmin = (me: Me | null): boolean => me?.scope === 'admin' && me.site === null

export const PageContext = createContext<Page | null>(null)

export function usePage(): Page {
  const view = useContext(PageContext)
  if (!view) throw new Error('a part of the page stands outside of ViewContext')
  return view
}
