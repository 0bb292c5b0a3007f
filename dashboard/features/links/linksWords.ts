/** Texts of the link builder. */
import type { Texts } from '../../shared/words/texts.ts'

export const linksWords = {
  view_links: 'Link builder',
  link_about: 'What the link is for',
  link_where: 'Where will you use this link?',
  link_email: 'Email',
  link_blog: 'Blog, partner',
  link_qr: 'QR code, print',

  link_landing: 'Landing page',
  link_landing_help: 'The page of the shop that opens after the click.',
  missing_landing: 'Enter the address of the page.',
  missing_landing_wrong: 'This is not the address of a page. It looks like https://shop.example/sale.',
  missing_source: 'Without a source it is not known who sent the visitor.',

  naming: 'Show campaigns, ad groups and ads by',
  naming_name: 'name: easy to read',
  naming_id: 'ID: stays when renamed',
  naming_custom: 'a name of your own: {_campaign}',

  plain_source: 'Source',
  plain_source_help: 'Who sends the visitor: newsletter, anna_blog.',
  plain_medium: 'Medium',
  plain_medium_help: 'The kind of link; it decides the channel: email, referral, affiliate, social, sms.',
  plain_campaign: 'Campaign',
  plain_campaign_help: 'What it is about: black_friday_2026.',
  plain_content: 'Creative',
  plain_content_help: 'Optional: distinguishes two links of one campaign, such as button and picture.',
  plain_term: 'Term',
  plain_term_help: 'Optional: an audience or a keyword.',

  link_text: 'URL parameters',
  paste_meta: 'Ads Manager → the ad → Tracking → URL parameters. Meta puts the names in at each click.',
  paste_google:
    'Final URL suffix: account or campaign settings → URL options. Best once for the whole account.',
  paste_tiktok:
    'The ad → Destination → URL parameters, or the end of the address. TikTok puts the names in at each click.',
  google_template: 'If your account works with a tracking template, use this there instead, never both.',
  tracking_template: 'Tracking template',
  google_no_name:
    'Google has no macro for a campaign’s name ({campaign} would stay as it is), so campaigns are shown by their ID. Costs are matched by it.',
  google_custom:
    'In each campaign: Settings → Campaign URL options → Custom parameter, name campaign, value as the campaign shall be called. Where it is missing, the name stays empty.',
  link_finished: 'Finished link',
  link_finished_help: 'The same in one address, where a platform has no field of its own for parameters.',
  link_none: 'The link appears here.',

  link_warnings: 'What would spoil the statistics',
  warn_host: '{value} is not among the hosts of this site: visits there are not counted.',
  warn_existing: 'The address had {value} from another click or link. That was left out.',
  warn_fragment:
    'The address ends in {value}. Parameters must come before it, as here; do not append them yourself.',
  warn_campaign: 'Without a campaign, this link looks the same as others of the same source.',
  warn_untidy: '{field}: with spaces and capital letters, the reports will have two rows instead of one.',
  take_proposal: 'Write {value}',
} as const satisfies Texts
