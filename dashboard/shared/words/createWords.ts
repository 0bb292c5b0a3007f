/** Finds the texts in the reader's language: plain, with values put in, or counted by the language's plural rules. */
import { ownValue } from '../../../wire/ownValue.ts'
import type { ENGLISH_TEXTS } from '../../languages/en/englishTexts.ts'
import type { LanguageCode } from '../../languages/languagesByCode.ts'
import { LANGUAGES } from '../../languages/languagesByCode.ts'
import type { Plural } from './texts.ts'
import type { VALUE_NAMES } from './valueNames.ts'

type English = typeof ENGLISH_TEXTS
type CountKey = { [Key in keyof English]: English[Key] extends string ? never : Key }[keyof English]
export type TextKey = Exclude<keyof English, CountKey>
type NameKind = keyof typeof VALUE_NAMES

export interface Words {
  /** The text of `key`; `{name}` in it becomes `values.name`. */
  say(key: TextKey, values?: Record<string, string>): string
  /** The form of `key` for `count`; `#` in it becomes `shown`, the number as it is written. */
  counted(key: CountKey, count: number, shown: string): string
  /**
   * The name of one of the API's values (a channel, a device, an event); the value itself where it has no name here.
   */
  named(kind: NameKind, value: string): string
}

export function createWords(language: LanguageCode): Words {
  const { texts, names } = LANGUAGES[language]
  const rules = new Intl.PluralRules(language)
  return {
    say: (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole),
    counted(key, count, shown) {
      const forms: Plural = texts[key]
      return (forms[rules.select(count)] ?? forms.other).replace('#', shown)
    },
    named(kind, value) {
      return ownValue<string>(names[kind], value) ?? value
    },
  }
}
