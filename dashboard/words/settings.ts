/** Words of the settings. */
import type { Texts } from '../words.ts'

export const settings = {
  view_settings: { en: 'Settings', uk: 'Налаштування' },
} as const satisfies Texts
