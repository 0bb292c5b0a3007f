/** Words of the way to the first event. */
import type { Texts } from '../words.ts'

export const install = {
  view_install: { en: 'Installation', uk: 'Встановлення' },
} as const satisfies Texts
