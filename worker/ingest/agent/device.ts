/** Device, browser and operating system of a user agent, by the names that people know. */

import { UAParser } from 'ua-parser-js'
import { ownValue } from '../../../wire/ownValue.ts'
import { NOT_SET } from '../../../wire/query.ts'
import { compositeKey } from '../../store/compositeKey.ts'
import { memo } from '../memo.ts'
import { BROWSER_NAMES } from './browserNames.ts'
import { deviceKind } from './deviceKind.ts'
import type { DeviceKind } from './deviceWords.ts'
import { IN_APP_BROWSERS } from './inAppBrowsers.ts'
import { SYSTEM_NAMES } from './systemNames.ts'

export interface Device {
  device: DeviceKind
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
const TYPES: Record<string, DeviceKind> = {
  mobile: 'mobile',
  tablet: 'tablet',
  smarttv: 'tv',
  console: 'console',
  wearable: 'wearable',
  embedded: 'other',
}

/** Systems that the parser does not see. */
const STATED_SYSTEMS: [pattern: RegExp, name: string][] = [
  [/\bWatch ?OS\b/i, 'watchOS'],
  [/\bApple ?TV|\btvOS\b/, 'tvOS'],
  [/\bRoku\b/i, 'Roku'],
  [/\bxbox/i, 'Xbox'],
  [/\bFBSN\/(?:iOS|iPhone OS|iPadOS)\b/, 'iOS'],
  [/^[^(]*\[FBAN\/(?:FB4A|EMA|Orca)/, 'Android'],
]

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

function parse(text: string, hints?: Hints): Device {
  // Televisions disguise names with a zero, to be taken for something else: Web0S, Andr0id, Chr0me.
  const agent = text
    .replace(/\bWeb0S/g, 'webOS')
    .replace(/\bAndr0id/g, 'Android')
    .replace(/\bChr0me/g, 'Chrome')
  const parser = new UAParser(agent)
  const os = systemOf(agent, parser.getOS().name ?? hints?.platform?.replaceAll('"', ''))
  return {
    device: deviceKind(text) ?? typed(agent, os, parser.getDevice().type) ?? untyped(agent, os, hints),
    browser: browserOf(agent, parser.getBrowser().name ?? '', os),
    os,
  }
}

function systemOf(agent: string, name: string | undefined): string {
  const stated = STATED_SYSTEMS.find(([pattern]) => pattern.test(agent))
  if (stated) return stated[1]
  if (!name || /\bJ2ME\b/.test(agent)) return NOT_SET
  return LINUX.test(name) ? 'Linux' : (ownValue(SYSTEM_NAMES, name.toLowerCase()) ?? name)
}

function browserOf(agent: string, name: string, os: string): string {
  const app = IN_APP_BROWSERS.find(([pattern]) => pattern.test(agent))
  if (app) return app[1]
  if (name === 'WebKit' && os !== 'iOS' && os !== 'macOS') return name
  return ownValue(BROWSER_NAMES, name.toLowerCase()) ?? (name || NOT_SET)
}

/**
 * The device that the parser finds. It takes words in the text of a computer for models of phones, and tablets of some makers
 * for their phones.
 */
function typed(agent: string, os: string, type: string | undefined): DeviceKind | undefined {
  const found = type ? ownValue(TYPES, type) : undefined
  if (found !== 'mobile') return found
  if (/\bWindows NT\b|\(Macintosh\b/.test(agent)) return 'desktop'
  return os === 'Android' && isTablet(agent) ? 'tablet' : 'mobile'
}

/** On Android, browsers of phones say "Mobile", and those of tablets do not. Apps that ask by themselves never do. */
const isTablet = (agent: string): boolean =>
  /Gecko\b.* (?:Safari|Firefox)\//.test(agent) && !/\bmobile\b/i.test(agent)

/** The device if the parser finds none: it knows phones by their model, which Chromium no longer sends. */
function untyped(agent: string, os: string, hints?: Hints): DeviceKind {
  if (hints?.mobile === '?1' || os === 'iOS') return 'mobile'
  if (os === 'Android') return isTablet(agent) ? 'tablet' : 'mobile'
  return os === NOT_SET ? 'other' : 'desktop'
}

// The first runs compile some 300 patterns, which takes longer than a request may. So they run at the isolate's start.
for (const agent of ['-', '--']) parse(agent)
