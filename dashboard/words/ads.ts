/** Words of campaigns, creatives and attribution. */
import type { Texts } from '../words.ts'

export const ads = {
  view_ads: { en: 'Ads', uk: 'Реклама' },
} as const satisfies Texts
