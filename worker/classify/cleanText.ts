/** Text as we keep it: without what no reader can see, cut to a length, nothing else changed. */

/** ASCII without control characters, of which there is nothing to take out: nearly every address. */
const PLAIN = /^[ -~]*$/

const visible = (raw: string) =>
  raw
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .trim()

/**
 * Text as it is stored: trimmed, without control characters, well-formed, in Unicode NFC and of at most `limit` UTF-16
 * units, never half a character. Nothing else is changed. `cut` tells that it was longer.
 */
export function clean(raw: string, limit: number): { text: string; cut: boolean } {
  const text = PLAIN.test(raw) ? raw.trim() : visible(raw)
  if (text.length <= limit) return { text, cut: false }
  const last = text.charCodeAt(limit - 1)
  return { text: text.slice(0, last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit).trim(), cut: true }
}
