/** What the folder of a language holds. */
import type { ReasonPhrases } from '../../wire/reasons.ts'
import type { NameTranslation, Translation } from '../shared/words/texts.ts'
import type { VALUE_NAMES } from '../shared/words/valueNames.ts'
import type { ENGLISH_TEXTS } from './en/englishTexts.ts'

export interface LanguagePack {
  /** The language's own name. */
  name: string
  /** The currency that the form for a new site proposes: ISO 4217. */
  currency: string
  texts: Translation<typeof ENGLISH_TEXTS>
  names: NameTranslation<typeof VALUE_NAMES>
  /** The phrases that explain a session's channel. null: the API's own English phrases are shown. */
  reasons: ReasonPhrases | null
}
