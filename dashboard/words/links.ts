/** Words of the link builder. */
import type { Texts } from '../words.ts'

export const links = {
  view_links: { en: 'Link builder', uk: 'Генератор посилань' },
} as const satisfies Texts
