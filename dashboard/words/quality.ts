/** Words of what was lost, and why. */
import type { Texts } from '../words.ts'

export const quality = {
  view_quality: { en: 'Data quality', uk: 'Якість даних' },
} as const satisfies Texts
