/**
 * The languages of the dashboard, one line each. The name of an export is the language's code: ISO 639, as Intl and the
 * address (`lang=`) know it. A new language is a folder like `uk/` and a line here; what is missing does not compile.
 */
export { en } from './en/en.ts'
export { uk } from './uk/uk.ts'
