/** Every word of the page in every language, side by side: a missing one does not compile. A room has its own file. */
import { access } from './access.ts'
import { ads } from './ads.ts'
import { costs } from './costs.ts'
import { install } from './install.ts'
import { links } from './links.ts'
import { page } from './page.ts'
import { quality } from './quality.ts'
import { reports } from './reports.ts'
import { sessions } from './sessions.ts'
import { settings } from './settings.ts'

export const rooms = { access, ads, costs, install, links, page, quality, reports, sessions, settings }

/** All of them; no key stands in two rooms, a test says so. */
export const dictionary = {
  ...access,
  ...ads,
  ...costs,
  ...install,
  ...links,
  ...page,
  ...quality,
  ...reports,
  ...sessions,
  ...settings,
}
