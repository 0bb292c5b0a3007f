/** Finds the words in the reader's language: plain, with values put in, or counted by the language's plural rules. */
import type { Language } from '../address/pageState.ts'
import { dictionary } from './dictionary.ts'
import { names } from './names.ts'

/** Forms by Intl's plural category; `other` serves the categories that a language does not have. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** The words of one room: plain, or counted. */
export type Texts = Record<string, Record<Language, string> | Record<Language, Plural>>

type Dictionary = typeof dictionary
export type CountKey = {
  [K in keyof Dictionary]: Dictionary[K]['en'] extends string ? never : K
}[keyof Dictionary]
export type TextKey = Exclude<keyof Dictionary, CountKey>
export type NameKind = keyof typeof names

export interface Words {
  /** The text of `key`; `{name}` in it becomes `values.name`. */
  say(key: TextKey, values?: Record<string, string>): string
  /** The form of `key` for `count`; `#` in it becomes `shown`, the number as it is written. */
  counted(key: CountKey, count: number, shown: string): string
  /** What the API names in English (a channel, a device, an event), or the value itself where it has no name here. */
  named(kind: NameKind, value: string): string
}

export function createWords(language: Language): Words {
  const rules = new Intl.PluralRules(language)
  return {
    say: (key, values = {}) =>
      dictionary[key][language].replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole),
    counted(key, count, shown) {
      const forms: Plural = dictionary[key][language]
      return (forms[rules.select(count)] ?? forms.other).replace('#', shown)
    },
    named(kind, value) {
      const known: Record<string, Record<Language, string>> = names[kind]
      return Object.hasOwn(known, value) ? known[value]![language] : value
    },
  }
}
