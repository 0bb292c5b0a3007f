/** The language of an export's column titles. It also decides how its dates are written. */
export const FILE_LANGUAGES = [
  'en',
  'uk',
  'ru',
  'de',
  'pl',
  'es',
  'fr',
  'pt',
  'it',
  'tr',
  'nl',
  'ja',
  'ar',
  'ro',
] as const
export type FileLanguage = (typeof FILE_LANGUAGES)[number]
