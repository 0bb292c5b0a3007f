/** The dashboard's languages by their codes. */
import type { LanguagePack } from './languagePack.ts'
import * as languages from './languages.ts'

export type LanguageCode = keyof typeof languages
export const LANGUAGES: Record<LanguageCode, LanguagePack> = { ...languages }
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as LanguageCode[]
