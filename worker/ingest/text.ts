/** Text as we keep it: without what no reader can see, cut to a length, nothing else changed. */

/**
 * Text as it is stored: trimmed, without control characters, well-formed, in Unicode NFC and of at most `limit` UTF-16
 * units, never half a character. Nothing else is changed. `cut` tells that it was longer.
 */
export function clean(raw: string, limit: number): { text: string; cut: boolean } {
  const text = raw
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .trim()
  if (text.length <= limit) return { text, cut: false }
  const last = text.charCodeAt(limit - 1)
  return { text: text.slice(0, last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit).trim(), cut: true }
}
