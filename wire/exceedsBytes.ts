/**
 * Whether a text takes more than `most` bytes as UTF-8.
 *
 * One UTF-16 unit takes one to three bytes, so its length decides nearly always. Only a text near the limit is encoded.
 */
export function exceedsBytes(text: string, most: number): boolean {
  if (text.length > most) return true
  return text.length * 3 > most && new TextEncoder().encode(text).byteLength > most
}
