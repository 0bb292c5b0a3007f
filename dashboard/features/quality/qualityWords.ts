/** Texts of the view of data quality: dropped events, issues, the comparison with the shop’s own orders. */
import type { Texts } from '../../shared/words/texts.ts'

export const qualityWords = {
  view_quality: 'Data quality',

  lost_events: 'Lost events',
  excluded_events: 'Left out on purpose',
  of_them_bots: 'of them by bots: {count}',
  beside_pageviews: { one: 'and # page view counted', other: 'and # page views counted' },
  known_sessions: 'Sessions of known source',
  known_revenue: 'Revenue of known source',
  known_help: 'neither direct nor unassigned',

  refused: 'Rejected events',
  empty_drops: 'No event was rejected in this period: all events were counted. That is as it should be.',
  reason: 'Reason',
  refused_count: 'Events',
  what_to_do: 'What it means, and what to do',
  is_loss: 'lost',
  on_purpose: 'on purpose',
  last_refused: 'Last',
  refused_by_day: 'Rejected events by day',
  day_utc: 'Day (UTC)',
  days_are_utc: 'Refusals are counted by whole days of UTC.',
  drops_unfiltered: 'Filters do not apply here: nothing else is stored of rejected events.',

  held_orders: 'Orders on hold',
  held_about:
    'Only a browser has reported them, and their amount is more than 20 times the 99th percentile of your orders. They are in no report until you accept them, or your server confirms them.',
  accept_order: 'Accept',
  incomplete_orders: 'Orders with an incomplete amount',
  incomplete_about:
    'No amount was sent, or a part of it could not be read: an item without a price, or an amount such as 1,250 that may be a thousand or a fraction. Send amounts as numbers (1250.5), or send the order again from your server.',
  known_value: 'Known amount',

  shared_ids: 'User IDs that very many browsers share',
  shared_ids_help:
    'At least 100 browsers sent each of these user IDs, so they link no devices: a purchase on one browser gets no credit from the ads of another. Usually a shop sends a fixed text for visitors who are not signed in. Have a developer send no user ID for them, in identify() and in user_id.',

  reason_invalid: 'Malformed',
  reason_bot: 'Bots',
  reason_duplicate: 'Sent twice',
  reason_unknown_site: 'Unknown site',
  reason_origin: 'From another host',
  reason_opted_out: 'Opted out',
  reason_excluded_ip: 'Excluded addresses',
  reason_rate_limited: 'Too many',
  reason_too_old: 'Too old',
  reason_too_big: 'Too big',

  advice_invalid:
    'Something is missing or of the wrong kind, such as a value without a currency or a purchase without its number. Have a developer look at the answers of the events the shop sends itself.',
  advice_bot:
    'Search engines, monitors, scrapers and headless browsers; also data centres, if the settings exclude them. They would spoil your rates: nothing to do.',
  advice_duplicate:
    'The same event or order came again (a reload, a retry) and was counted once. Nothing to do.',
  advice_unknown_site:
    'The script or the shop’s server names a site that is not set up. Correct data-site in the script tag.',
  advice_origin:
    'Pages of a host that is not on the site’s list sent events. If the host is yours, add it to the hosts in the settings.',
  advice_opted_out: 'Visitors who asked not to be counted. It is their choice: nothing to do.',
  advice_excluded_ip:
    'Addresses that the settings exclude, such as your office. Nothing to do while the list is right.',
  advice_rate_limited:
    'Too many came from one visitor, one address or for one site, or the database rows of the day were used up. Browsers send most of them again later. If your server sends events, give each person a visitor_id of their own.',
  advice_too_old:
    'It happened too long ago to be counted: a browser that was offline for days, or history older than the site keeps. Send history sooner, or keep it longer in the settings.',
  advice_too_big: 'Its products and parameters take more than 16 KB. Send fewer fields with each product.',

  issues: 'Issues to fix',
  no_issues: 'No issues found: every amount could be converted, and the sources of sessions are known.',
  session_count: { one: '# session', other: '# sessions' },
  show_sessions: 'Show these sessions',
  hint_rate: 'Money in {currency} without a rate',
  hint_rate_help:
    'These orders are not included in any revenue figure. Add the rate of {currency}, and they will be counted.',
  to_rates: 'To the exchange rates',
  hint_unassigned: 'Channel unassigned',
  hint_unassigned_help:
    'Their utm_source and utm_medium fit no channel. Use a known medium in your links: cpc, paid_social, email, affiliate.',
  hint_unset: 'Source not set',
  hint_unset_help: 'Their links have a campaign but no utm_source. Add it to the links of your ads.',
  hint_direct: 'Direct visits',
  hint_direct_help:
    'That is a high share. E-mails, messengers, QR codes and apps leave no trace: add UTM to their links.',
  hint_direct_fine: 'As it should be: some people type the address or have it among their bookmarks.',

  macros: 'Macros that were not filled in',
  macros_about:
    'These links were opened with the macro itself in place of a value. Such values are left out of campaigns and sources.',
  macro: 'Macro',
  macro_last: 'Last visit',
  macro_meta:
    'Meta fills this in only in an ad. Put it into the ad’s “URL parameters” (Tracking) and spell it exactly as there: {{campaign.id}}, {{ad.id}}. LinkedIn and Reddit have names of their own.',
  macro_google:
    'Google Ads fills this in only in a final URL suffix or a tracking template, and only names that it knows: {campaignid}, {creative}, {keyword}. There is none for the name of a campaign.',
  macro_tiktok:
    'TikTok fills this in only in the URL of an ad, and only in capitals: __CAMPAIGN_ID__, __CID__. Do not use this link in a post or a profile.',
  macro_other:
    'The tool that sends this link did not fill it in. Check the spelling in the tool’s help, and open a link that the tool has sent.',
  macro_click:
    'A click ID needs no macro: the platform adds it by itself when auto-tagging is on. Remove the parameter from the link.',

  rows_today: 'Database rows written today (UTC)',
  site_column: 'Site',
  all_sites: 'All sites',
  usage_written: 'Rows written',
  usage_limit: 'Daily limit',
  usage_shared: 'shared',
  usage_unlimited: 'none',
  rows_today_help:
    'Cloudflare bills these rows; its free plan allows 100,000 a day. Near the limit, pages are refused before your server is, and their events come later.',
  drops_last_hour: 'Rejected events in the last hour: {count}.',
  cron_last: 'Last background job: {time}.',

  reconciliation: 'Your own orders',
  reconcile_help:
    'Compare your shop’s orders with the tracked ones: which were never seen, which differ, and for how much revenue the source is known.',
  reconcile_drop: 'Drop the export of your orders here (CSV, Excel or JSON).',
  reconcile_choose: 'Choose a file',
  reconcile_private: 'The file is only compared: nothing of it is stored.',
  reconcile_format: 'What the file looks like',
  reconcile_columns:
    'Exports of Shopify and WooCommerce are read as they are. Another table needs transaction_id and value; currency, status (pending, paid, refunded, cancelled) and ts are optional. Without a status an order counts as paid.',
  reconciling: 'Comparing “{file}”…',
  reconciled: 'Compared: “{file}”',
  reconcile_no_table:
    '“{file}” is no export of Shopify or WooCommerce, and has no columns transaction_id and value.',
  reconcile_too_big: 'The file is too big: 5 MB and 20,000 orders at most. Cut it, by months for example.',
  reconcile_read_as: 'Read as an export of {shop}; the amounts are those of the column “{column}”.',
  reconcile_statuses: 'Statuses that are not known, counted as paid: {statuses}.',
  known_share: 'The source of {share} of the revenue is known: {amount}.',
  known_orders: 'By number: {share}, {count}.',
  how_many: 'Number',
  shop_was_paid: 'The shop was paid',
  tracking_counts: 'The reports count',
  group_shop: 'All in the shop’s books',
  group_matched: 'The same on both sides',
  group_differ: 'Different',
  group_differ_help:
    'Have the shop’s server report the state of its orders (PUT /api/orders): its report counts.',
  group_never_seen: 'Never seen by the tracking',
  group_never_seen_help:
    'Orders by phone, or by browsers that block scripts, or a thank-you page without the purchase event.',
  group_unseen: 'Known from the server alone',
  group_unseen_help: 'No browser reported them. Their source is known only if the server named the visitor.',
  group_only_tracked: 'Only in the tracking',
  group_only_tracked_help:
    'Tracked in the same time, but not in the file: tests, orders that were deleted, or an incomplete export.',
  in_the_books: 'In the books',
  in_the_tracking: 'Tracked',
  what_differs: 'What differs',
  differs_value: 'value',
  differs_currency: 'currency',
  differs_status: 'status',
  differs_refunded: 'refund',
  line: 'Line',
  unreadable_rows: 'Rows that could not be read',
  unreadable_help: 'They are in none of the figures. Correct them and choose the file again.',
  first_only: { one: 'The first # is listed.', other: 'The first # are listed.' },
} as const satisfies Texts
