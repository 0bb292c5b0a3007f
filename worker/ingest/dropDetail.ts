/** The detail of a drop, by which an admin can correct the setup: a host or a site's name, never data of a visitor. */
import ipaddr from 'ipaddr.js'
import { cleanText } from '../classify/cleanText.ts'
import { hostOf } from '../classify/host.ts'

/** The longest host name that DNS allows. */
const MAX_CHARS = 253

/** The host of a page or an origin. Null if it has none, or an IP address. */
export const hostDetail = (page: string): string | null => nameOf(hostOf(page) ?? '')

/** The name of the site that was asked for, as it was spelt. If it is a URL, only the part before the path. */
export const siteDetail = (asked: string): string | null =>
  nameOf(asked.match(/^\s*(?:https?:\/\/)?[^/?#]*/i)![0])

function nameOf(raw: string): string | null {
  const { text } = cleanText(raw, MAX_CHARS)
  return text && !isAddress(text) ? text : null
}

/** Whether the text is an IP address, also in a URL, in brackets, or with a port. */
function isAddress(text: string): boolean {
  const host = text.replace(/^https?:\/\//i, '')
  return [host, host.replace(/:\d+$/, '')].some((one) => ipaddr.isValid(one.replace(/^\[|\]$/g, '')))
}
