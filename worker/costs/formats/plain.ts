/** The columns of a table of costs that the shop makes itself. */
import type { CostFormat } from '../costFormat.ts'

export const plain: CostFormat = {
  name: 'plain',
  label: 'a table with the columns date, source, campaign, spend, currency',
  needed: ['source'],
  columns: {
    en: {
      date: 'date|day',
      source: 'source|utm_source',
      medium: 'medium|utm_medium',
      campaign: 'campaign|utm_campaign|campaign_name',
      campaign_id: 'campaign_id|utm_id',
      content: 'content|utm_content|ad_name',
      content_id: 'content_id|ad_id',
      spend: 'spend|cost|ad_spend',
      currency: 'currency|currency_code',
      clicks: 'clicks',
      impressions: 'impressions',
    },
  },
}
