/** The entry of `extras.js`, the script's second file. `t.js` imports it when the tag or a form needs it. */
import { extend } from './extras.ts'

// If this throws, `t.js` catches it.
extend(window.tracker!)
