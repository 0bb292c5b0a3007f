/** Every word of the page in every language, side by side: a missing one does not compile. A room has its own file. */

import { ads } from '../../features/ads/adsWords.ts'
import { costs } from '../../features/costs/costsWords.ts'
import { install } from '../../features/install/installWords.ts'
import { links } from '../../features/links/linksWords.ts'
import { quality } from '../../features/quality/qualityWords.ts'
import { sessions } from '../../features/sessions/sessionsWords.ts'
import { settings } from '../../features/settings/settingsWords.ts'
import { access } from '../../features/signIn/signInWords.ts'
import { page } from './pageWords.ts'
import { reports } from './reportWords.ts'

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
