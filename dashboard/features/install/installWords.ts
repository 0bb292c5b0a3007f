/** Texts of the installation: the code for the shop, and whether events arrive. */
import type { Texts } from '../../shared/words/texts.ts'

export const installWords = {
  view_install: 'Installation',
  tag_title: 'Code for the shop',
  way: 'Where it goes',
  way_page: 'Own pages',
  way_wordpress: 'WordPress',
  way_gtm: 'Google Tag Manager',
  way_npm: 'npm',
  step_page_1: 'Put this line into the <head> of every page of the shop, the thank-you page included.',
  step_page_2: 'Publish, and open the shop in a browser without an ad blocker.',
  step_wordpress_1:
    'Paste the line where your theme or a plugin for header code takes it (“Insert headers and footers”): Header.',
  step_wordpress_2:
    'The site is part of the address, since some optimisers remove data attributes. Exclude t.js from “combine” and “delay JavaScript”.',
  step_wordpress_3: 'Empty the cache of the caching plugin.',
  step_gtm_1: 'Tags → New → Custom HTML: paste this code.',
  step_gtm_2: 'Trigger: All Pages (Page View). With consent, the tag of your consent platform.',
  step_gtm_3:
    'Publish the container. Directly on the page the tag loads earlier, and fewer blockers stop it.',
  step_npm_1: 'npm install utm-dispatcher',
  step_npm_2:
    'Run this once in the browser, where the app starts. Page views of a router are counted automatically.',
  tag_options: 'Options',
  tag_consent: 'Consent',
  consent_granted: 'not asked for',
  consent_pending: 'asked for by a banner',
  consent_datalayer: 'managed by a consent platform',
  consent_datalayer_help:
    'Follows Google Consent Mode (gtag) or IAB TCF on the page. Nothing is stored until the platform reports consent.',
  consent_help: 'Nothing is stored or sent until your banner makes this call, on each page:',
  option_datalayer: 'The page feeds GA4’s dataLayer: read carts and purchases from it',
  option_cookie_domain: 'Subdomains share one visitor (www. and cart.)',
  option_domains: 'Several domains share one visitor (optional)',
  option_domains_help: 'All of them, with commas between; the same on each.',
  host_blocks_all:
    'Ad blockers block this address: public lists block every host that begins with “{label}.”, so many visits will not be counted. Give your Worker a neutral host name in Cloudflare, such as {example}, and open the dashboard there to get this code again.',
  host_blocks_some:
    'Ad blockers may block this address: public lists have rules for hosts that begin with “{label}.”. A neutral host name for your Worker, such as {example}, is safer. Open the dashboard there to get this code again.',
  domain_refused: '{host} is not among the hosts of this site yet: its events would be refused.',
  install_help: 'Data is accepted from pages on: {hosts}',

  arrival: 'Does it arrive?',
  event_awaited: 'Waiting for the first event…',
  waiting_stopped: 'No event has come so far.',
  wait_on: 'Go on waiting',
  open_shop: 'Open a page of the shop now. This turns green by itself within seconds.',
  events_come: 'Events arrive.',
  events_since: 'The first one came on {first}, the latest on {last}.',
  to_overview: 'To the overview',
  ask_admin: 'An admin can let it in under Settings → Hosts.',
  allow_host: 'Allow {host}',

  refused_title: 'Rejected events',
  refused_last: 'Last: {time}',
  refused_events: { one: '# event:', other: '# events:' },
  hint_origin:
    'A page on {host} sends, but this host is not among those of the site. If it is yours, allow it.',
  hint_nameless:
    'from a page whose address is not among the hosts of the site (a number instead of a name, or a file).',
  hint_unknown_site:
    'A page has data-site="{named}", but there is no such site. It must be data-site="{site}".',
  hint_bot: 'from a robot or an automated browser. Robots are not counted; open the shop in a usual browser.',
  hint_opted_out: 'from a browser that has opted out. tracker.optIn() in its console takes that back.',
  hint_excluded_ip: 'from an address that the settings exclude: yours, perhaps. Try it over mobile data.',
  hint_invalid: 'not valid. Add data-debug to the tag, and the page’s console shows what is wrong.',
  hint_other: 'too old, too large or too many at once.',

  no_event_title: 'Nothing yet? It may be this',
  no_event_tag:
    'The page has no tag yet: look for t.js in its source, and empty the caches of the shop, its plugins and its CDN.',
  no_event_blocker:
    'An ad blocker stops the script: try without one. To be blocked less, serve the Worker from a subdomain of the shop.',
  no_event_policy:
    'The shop’s Content-Security-Policy stops the script: the browser’s console shows it. Add this to it:',
  no_event_consent:
    'The tag has data-consent="pending", and no visitor has agreed yet; or the banner has denied consent.',
  no_event_cache:
    'A caching or optimising plugin has delayed, combined or rewritten the script: exclude t.js from that.',
} as const satisfies Texts
