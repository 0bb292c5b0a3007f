/** All English texts in one object. English is the reference: a translation has exactly these keys. */

import { accessWords } from '../../features/access/accessWords.ts'
import { addSiteWords } from '../../features/addSite/addSiteWords.ts'
import { adsWords } from '../../features/ads/adsWords.ts'
import { audienceWords } from '../../features/audience/audienceWords.ts'
import { costsWords } from '../../features/costs/costsWords.ts'
import { exclusionsWords } from '../../features/exclusions/exclusionsWords.ts'
import { installWords } from '../../features/install/installWords.ts'
import { linksWords } from '../../features/links/linksWords.ts'
import { overviewWords } from '../../features/overview/overviewWords.ts'
import { pagesWords } from '../../features/pages/pagesWords.ts'
import { qualityWords } from '../../features/quality/qualityWords.ts'
import { sessionsWords } from '../../features/sessions/sessionsWords.ts'
import { settingsWords } from '../../features/settings/settingsWords.ts'
import { signInWords } from '../../features/signIn/signInWords.ts'
import { frameWords } from '../../frame/frameWords.ts'
import { interfaceWords } from '../../shared/words/interfaceWords.ts'
import { reportWords } from '../../shared/words/reportWords.ts'

/** No key occurs in two files; a unit test checks this. */
export const ENGLISH_TEXTS = {
  ...interfaceWords,
  ...frameWords,
  ...reportWords,
  ...overviewWords,
  ...adsWords,
  ...pagesWords,
  ...audienceWords,
  ...costsWords,
  ...sessionsWords,
  ...qualityWords,
  ...linksWords,
  ...installWords,
  ...settingsWords,
  ...accessWords,
  ...exclusionsWords,
  ...signInWords,
  ...addSiteWords,
}
