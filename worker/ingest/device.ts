/** Device, browser and operating system of a user agent, by the names that people know. */

import { UAParser } from 'ua-parser-js'
import { ownValue } from '../../wire/ownValue.ts'
import { NOT_SET } from '../../wire/query.ts'
import { compositeKey } from '../store/compositeKey.ts'
import { memo } from './memo.ts'

export interface Device {
  device: 'desktop' | 'mobile' | 'tablet' | 'tv' | 'console' | 'wearable' | 'other'
  browser: string
  os: string
}

/** The client hints that Chromium sends with every request: `?1` or `?0`, and a quoted name such as `"Android"`. */
interface Hints {
  /** `Sec-CH-UA-Mobile` */
  mobile?: string | null
  /** `Sec-CH-UA-Platform` */
  platform?: string | null
}

/** The parser's device types → ours. */
const TYPES: Record<string, Device['device']> = {
  mobile: 'mobile',
  tablet: 'tablet',
  smarttv: 'tv',
  console: 'console',
  wearable: 'wearable',
  embedded: 'other',
}

/** The parser's browsers → ours. A mobile edition counts as the same browser: the device shows the difference. */
const BROWSERS: Record<string, string> = {
  'Mobile Safari': 'Safari',
  WebKit: 'Safari (in-app)',
  'Mobile Chrome': 'Chrome',
  'Chrome WebView': 'Android WebView',
  'Chrome Headless': 'Chrome',
  'Mobile Firefox': 'Firefox',
  'Firefox Focus': 'Firefox',
  'Firefox Reality': 'Firefox',
  'Opera Touch': 'Opera',
  'Opera Mobi': 'Opera',
  'Opera Tablet': 'Opera',
  'Opera Coast': 'Opera',
  'Opera GX': 'Opera',
  IE: 'Internet Explorer',
  IEMobile: 'Internet Explorer',
  GSA: 'Google app',
  Yandex: 'Yandex Browser',
  UCBrowser: 'UC Browser',
  QQBrowser: 'QQ Browser',
  QQBrowserLite: 'QQ Browser',
  Silk: 'Amazon Silk',
}

/** Apps with a browser of their own, which the parser reports as a web view. */
const APPS: [app: RegExp, name: string][] = [
  [/\bBarcelona \d/, 'Threads'],
  [/\b(?:musical_ly|trill)_|\bBytedanceWebview\b/, 'TikTok'],
  [/\bTelegram\b/, 'Telegram'],
  [/\bViber\b/, 'Viber'],
  [/\[?Pinterest\//, 'Pinterest'],
  [/\bTwitter for /, 'Twitter'],
]
const WEB_VIEWS = /^(?:WebKit|Chrome WebView|Android Browser|Mobile Safari)$/

const SYSTEMS: Record<string, string> = {
  'Mac OS': 'macOS',
  'Chromium OS': 'Chrome OS',
  'Android-x86': 'Android',
  'Windows Mobile': 'Windows Phone',
  'Windows Phone OS': 'Windows Phone',
  KAIOS: 'KaiOS',
}

/** Distributions that are reported as Linux: few browsers name them, and the difference does not matter to a shop. */
const LINUX =
  /^(?:(?:[KLX]|Lin)?ubuntu|arch|centos|debian|deepin|elementary os|fedora|gentoo|gnu|joli|linpus|linspire|mageia|mandriva|manjaro|mint|pclinuxos|red ?hat|raspbian|suse|sabayon|slackware|vectorlinux|zenwalk)/i

/** Parsing a user agent takes longer than all other steps of an event together. */
const known = memo<Device>()

/** Reads a user agent, and the client hints for what it does not state. Unknown: `(not set)`; for the device, `other`. */
export function device(userAgent: string, hints?: Hints): Device {
  const agent = userAgent.slice(0, 500)
  const key = compositeKey(agent, hints?.mobile ?? '', hints?.platform ?? '')
  return known(key, () => parse(agent, hints))
}

function parse(agent: string, hints?: Hints): Device {
  const parser = new UAParser(agent)
  const os = systemOf(agent, parser.getOS().name ?? hints?.platform?.replaceAll('"', ''))
  const type = parser.getDevice().type
  return {
    device: (type && ownValue(TYPES, type)) || untyped(agent, os, hints),
    browser: browserOf(agent, parser.getBrowser().name ?? '', os),
    os,
  }
}

function systemOf(agent: string, name: string | undefined): string {
  if (/\bWatch ?OS\b/.test(agent)) return 'watchOS'
  if (!name || /\bJ2ME\b/.test(agent)) return NOT_SET
  return LINUX.test(name) ? 'Linux' : (ownValue(SYSTEMS, name) ?? name)
}

function browserOf(agent: string, name: string, os: string): string {
  if (WEB_VIEWS.test(name)) {
    const app = APPS.find(([pattern]) => pattern.test(agent))
    if (app) return app[1]
    if (name === 'WebKit' && os !== 'iOS' && os !== 'macOS') return name
  }
  return ownValue(BROWSERS, name) ?? (name || NOT_SET)
}

/** The device if the parser finds none: it knows phones by their model, which Chromium no longer sends. */
function untyped(agent: string, os: string, hints?: Hints): Device['device'] {
  if (/\bWatch ?OS\b/.test(agent)) return 'wearable'
  if (/\bandr0id\b|\bvidaa\b|\bhbbtv\b|\bnetcast\b|smart-?tv/i.test(agent)) return 'tv'
  if (hints?.mobile === '?1' || /\bOpera Mini\b|\bJ2ME\b|\bMIDP\b/.test(agent)) return 'mobile'
  if (os === 'Android') return /\bmobile\b/i.test(agent) ? 'mobile' : 'tablet'
  return os === NOT_SET ? 'other' : 'desktop'
}

// The first runs compile some 300 patterns, which takes longer than a request may. So they run at the isolate's start.
for (const agent of ['-', '--']) parse(agent)
