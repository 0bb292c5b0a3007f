/** The language when the address names none: the one chosen before, or else the browser's. */
import { LANGUAGE_CODES, type LanguageCode } from '../../languages/languagesByCode.ts'

const KEY = 'utm-dispatcher.lang'

export function chosenLanguage(): LanguageCode {
  const preferred = [remembered(), ...navigator.languages.map((tag) => tag.split('-')[0])]
  return preferred.map((code) => LANGUAGE_CODES.find((option) => option === code)).find(Boolean) ?? 'en'
}

/** Keeps the choice for the next visit. If the browser refuses storage, the choice is lost, without an error. */
export function rememberLanguage(language: LanguageCode) {
  try {
    localStorage.setItem(KEY, language)
  } catch {}
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
