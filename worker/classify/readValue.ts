/** The value of a campaign parameter, from its percent-encoded form to the text that reports show. */
import { INVISIBLE } from './addressParts.ts'
import { cleanText } from './cleanText.ts'
import { decodeEscapes } from './decodeEscapes.ts'

/**
 * Reads a value as it was meant: decoded, once more if it was encoded twice, with HTML's `&amp;` as `&`, with plain blanks
 * in place of others, and without invisible characters. People copy them from chats and documents: `facebook` with a
 * zero-width space would be a second source that no cost matches.
 * @param raw as it is written in the address
 */
export function readValue(raw: string, limit: number): { text: string; cut: boolean } {
  const written = raw.replaceAll('+', ' ')
  // Most values need nothing of this.
  if (/^[\w .:/-]*$/.test(written)) return cleanText(written, limit)
  const once = decodeEscapes(written, 1)
  const decoded = /%[0-9a-f]{2}/i.test(once) ? decodeEscapes(once, 2) : once
  return cleanText(
    withoutEntities(decoded)
      .replace(/[\p{Z}\u2800]/gu, ' ')
      .replace(INVISIBLE, ''),
    limit,
  )
}

const ENTITIES: Record<string, string> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', nbsp: ' ' }

/** HTML's entities as the characters that they stand for: `&amp;amp;` and `&#1110;`, too. */
function withoutEntities(text: string): string {
  if (!text.includes('&')) return text
  return text
    .replace(/&(?:amp;)+/gi, '&')
    .replace(/&(quot|apos|lt|gt|nbsp);/gi, (_, name: string) => ENTITIES[name.toLowerCase()]!)
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (entity, hex?: string, decimal?: string) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity
    })
}
