/** Links that lead away and files that are taken along, as GA4's enhanced measurement names them. */
import type { ExtraOptions, Hear } from '../extras.ts'
import type { Tracker } from '../index.ts'
import { clean, isUnder } from './address.ts'
import { LINK_CHARS } from './limits.ts'

/** GA4's list, in the path of a link. */
const FILE =
  /\.(pdf|xlsx?|docx?|txt|rtf|csv|exe|key|pp(s|tx?)|7z|pkg|rar|gz|zip|avi|mov|mp[34]|mpe?g|wm[av]|wav|midi?)$/i

export function watchClicks(tracker: Tracker, { site, domains, clicks }: ExtraOptions): Hear {
  return (link) => {
    const { href, host, pathname } = link as HTMLAnchorElement
    const link_url = clean(href).slice(0, LINK_CHARS)
    const file = FILE.exec(pathname)
    if (/out/.test(clicks!) && /^http/.test(href) && !isUnder(host, [site, domains, location.host]))
      tracker.track('click', { link_url, link_domain: host, outbound: true })
    if (/down/.test(clicks!) && file)
      tracker.track('file_download', { link_url, file_extension: file[1], file_name: pathname })
  }
}
