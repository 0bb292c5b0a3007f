/** The entry of `consent.js`, which `t.js` imports for `data-consent="datalayer"`. */
import { followConsent } from './followConsent.ts'

followConsent(window.tracker!)
