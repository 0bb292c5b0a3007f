/** Ukrainian. */
import type { LanguagePack } from '../languagePack.ts'
import { accessUk } from './accessUk.ts'
import { addSiteUk } from './addSiteUk.ts'
import { adsUk } from './adsUk.ts'
import { audienceUk } from './audienceUk.ts'
import { costsUk } from './costsUk.ts'
import { exclusionsUk } from './exclusionsUk.ts'
import { frameUk } from './frameUk.ts'
import { installUk } from './installUk.ts'
import { interfaceUk } from './interfaceUk.ts'
import { linksUk } from './linksUk.ts'
import { overviewUk } from './overviewUk.ts'
import { pagesUk } from './pagesUk.ts'
import { qualityUk } from './qualityUk.ts'
import { reasonsUk } from './reasonsUk.ts'
import { reportUk } from './reportUk.ts'
import { sessionsUk } from './sessionsUk.ts'
import { settingsUk } from './settingsUk.ts'
import { signInUk } from './signInUk.ts'
import { valueNamesUk } from './valueNamesUk.ts'

export const uk: LanguagePack = {
  name: 'Українська',
  currency: 'UAH',
  texts: {
    ...interfaceUk,
    ...frameUk,
    ...reportUk,
    ...overviewUk,
    ...adsUk,
    ...pagesUk,
    ...audienceUk,
    ...costsUk,
    ...sessionsUk,
    ...qualityUk,
    ...linksUk,
    ...installUk,
    ...settingsUk,
    ...accessUk,
    ...exclusionsUk,
    ...signInUk,
    ...addSiteUk,
  },
  names: valueNamesUk,
  reasons: reasonsUk,
}
