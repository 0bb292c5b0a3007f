import { DEVICE_WORDS, type DeviceKind } from './deviceWords.ts'

/** What these are is known without its words: an app that is called `SkyTV` makes no television of an iPhone. */
const KNOWN = /[(;] ?(?:iPhone|iPad|iPod|Windows NT|Macintosh)\b/
const XBOX = /\bxbox/i

/** What the words of a user agent say about its device; null if they say nothing. */
export function deviceKind(agent: string): DeviceKind | null {
  if (KNOWN.test(agent)) return XBOX.test(agent) ? 'console' : null
  return DEVICE_WORDS.find(([, words]) => words.test(agent))?.[0] ?? null
}
