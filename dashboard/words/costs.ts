/** Words of ad spend and return. */
import type { Texts } from '../words.ts'

export const costs = {
  view_costs: { en: 'Costs & ROI', uk: 'Витрати й ROI' },
} as const satisfies Texts
