/** How texts of events are stored. */

/** ASCII without control characters: nothing to remove. This is nearly every address. */
const PLAIN = /^[ -~]*$/

const visible = (raw: string) =>
  raw
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .trim()

/**
 * Returns the text trimmed, without control characters, well-formed, in Unicode NFC, and cut to `limit` UTF-16 units,
 * never in the middle of a character. `cut`: it was longer.
 */
export function cleanText(raw: string, limit: number): { text: string; cut: boolean } {
  const text = PLAIN.test(raw) ? raw.trim() : visible(raw)
  if (text.length <= limit) return { text, cut: false }
  const last = text.charCodeAt(limit - 1)
  const isHalf = last >= 0xd800 && last < 0xdc00
  return { text: text.slice(0, isHalf ? limit - 1 : limit).trim(), cut: true }
}
