/** English. Its texts are in the features, as `…Words.ts`. */
import { VALUE_NAMES } from '../../shared/words/valueNames.ts'
import type { LanguagePack } from '../languagePack.ts'
import { ENGLISH_TEXTS } from './englishTexts.ts'

export const en: LanguagePack = {
  name: 'English',
  currency: 'USD',
  texts: ENGLISH_TEXTS,
  names: VALUE_NAMES,
  reasons: null,
}
