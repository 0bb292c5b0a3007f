/** The page's language where the address names none: chosen before, or else the browser's. */
import { LANGUAGES, type Language } from '../address/pageState.ts'

const KEY = 'utm-dispatcher.lang'

export function chosenLanguage(): Language {
  const wishes = [remembered(), ...navigator.languages.map((tag) => tag.split('-')[0])]
  return wishes.map((wish) => LANGUAGES.find((known) => known === wish)).find(Boolean) ?? 'en'
}

/** Keeps the choice for the next visit. A browser that refuses storage just asks again. */
export function rememberLanguage(language: Language) {
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
