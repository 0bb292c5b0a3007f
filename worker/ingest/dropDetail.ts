/** What is kept of the last refused event for the admin to mend: a name, and never anything of a visitor. */
import ipaddr from 'ipaddr.js'
import { cleanText } from '../classify/cleanText.ts'
import { hostOf } from '../classify/host.ts'

/** The longest name that a host can have. */
const CHARS = 253

/** The host of a page or an origin; null where it has none, or an address for a name. */
export const hostDetail = (page: string): string | null => nameOf(hostOf(page) ?? '')

/** The site that was asked for, as it was spelt; of a URL only what stands before its path. */
export const siteDetail = (asked: string): string | null =>
  nameOf(asked.match(/^\s*(?:https?:\/\/)?[^/?#]*/i)![0])

function nameOf(raw: string): string | null {
  const { text } = cleanText(raw, CHARS)
  return text && !isAddress(text) ? text : null
}

/** Also in a URL, in brackets, or with a port. */
function isAddress(text: string): boolean {
  const host = text.replace(/^https?:\/\//i, '')
  return [host, host.replace(/:\d+$/, '')].some((one) => ipaddr.isValid(one.replace(/^\[|\]$/g, '')))
}
