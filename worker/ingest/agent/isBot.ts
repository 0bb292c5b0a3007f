import { isbot } from 'isbot'
import { memo } from '../memo.ts'
import { deviceKind } from './deviceKind.ts'
import { LOOKALIKES, NAMES_A_PROGRAM } from './lookalikes.ts'
import { PROGRAMS } from './programs.ts'

/** How every browser on a computer, and nearly every other, introduces itself. */
const BROWSER = /\b(?:Mozilla ?\/ ?[1-5]|Opera\/\d)/

/**
 * What people use and does not begin so: apps that name the phone, browsers without graphics, and a browser whose app cuts off the
 * beginning. Other kinds of devices that begin otherwise are known by `deviceKind`.
 */
const OTHER_BROWSER =
  /\bAppleWebKit\b|\bCFNetwork\/|\b(?:Android|iOS)[ /]?\d|\biPhone,?\d|\((?:[^()]*; ?)?(?:Android|iOS|iPhone|iPad|iPod)\b|\bWindows Phone\b|\bBlackBerry\d|\bGoogleApp\/|^Outlook-|^(?:E?Links|Lynx|w3m|NCSA_Mosaic)\b|\bamiga|^IBrowse\//i

/** Words by which a program shows itself also on devices with names that isbot mistakes for bots. */
const SURE =
  /(?<!cu)bots?\b|crawl|spider|slurp|seeker|headless|transcoder|https?:|www\.|@\w|mediapartners|[a-z]-agent\b/i

/** `compatible; NAME` is how programs introduce themselves. These are browsers that did the same. */
const COMPATIBLE =
  /\bcompatible(?:\)|; *(?!MSIE|MSPIE|Konqueror|Amiga|iCab|OmniWeb|ANTGalio|IBrowse|AmigaVoyager|ABrowse|NetPositive|Netscape|Galeon|Maxthon|Opera|U;|Windows|Linux|X11|GoogleToolbar)\w)/i

/** The rest of a longer user agent is not read, so that no pattern takes long. */
const MAX_CHARS = 1000

const known = memo<boolean>()

/** Whether a program sends this user agent. An empty one counts as a program's: all browsers send one. */
export function isBot(userAgent: string): boolean {
  const agent = userAgent.trim().slice(0, MAX_CHARS)
  return known(agent, () => introducesAProgram(agent))
}

function introducesAProgram(agent: string): boolean {
  const kind = deviceKind(agent)
  // A library, a tool, or a text that is no user agent at all.
  if (!BROWSER.test(agent) && !kind && !OTHER_BROWSER.test(agent)) return true
  const rest = LOOKALIKES.reduce(takeOut, agent)
  if (PROGRAMS.test(rest) || COMPATIBLE.test(rest)) return true
  // Names of such devices are full of isbot's words, and no program pretends to be one of them without saying so.
  if (kind) return SURE.test(rest)
  return isbot(BROWSER.test(rest) || !rest.includes('AppleWebKit') ? rest : `Mozilla/5.0 ${rest}`)
}

const takeOut = (agent: string, lookalike: RegExp): string =>
  agent.replace(lookalike, (text) => (NAMES_A_PROGRAM.test(text) ? text : '(Linux; Android 10; K)'))

// The first runs compile the pattern, which takes longer than a request may. So they run at the isolate's start.
for (const agent of ['Mozilla/5.0 (X11)', 'Mozilla/5.0 (X11; Linux)']) isBot(agent)
