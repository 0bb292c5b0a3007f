/** Texts of the form that adds a site. */
import type { Texts } from '../../shared/words/texts.ts'

export const addSiteWords = {
  add_site: 'Add a site',
  adding: 'Adding…',
  first_site: 'Add your first site',
  add_site_help: 'After this you get a script tag to put into its pages.',
  domain: 'Domain',
  site_name: 'Name (optional)',
  hosts_help: 'One a line. Left empty: the domain itself, with www. and without.',
  domain_wrong: 'The domain is not one. It looks like shop.example.',
  hosts_wrong: 'One of the hosts is not a domain. They look like www.shop.example.',
  site_exists: 'This site exists already.',
  no_site_read: 'There is no site yet, and this token may only read. Ask the admin to add one.',
  view_add: 'Add a site',
} as const satisfies Texts
