/** Decodes percent-encoded text: UTF-8, and what old pages and tools still send. */

const RUNS = /(?:%[0-9a-f]{2})+/gi
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const windows1251 = new TextDecoder('windows-1251')
/** Latin-1, as browsers understand it. */
const windows1252 = new TextDecoder('windows-1252')

/**
 * Decodes each run of escapes as UTF-8. A run that is no UTF-8 is windows-1251 or latin-1, as the letters around it suggest,
 * and so is `%u0456` of JavaScript's `escape()`. What is no escape stays as it is (`100%`).
 * @param least the escapes that a run needs to be read as windows-1251 or latin-1. A shorter one stays as it is
 */
export function decodeEscapes(text: string, least: number): string {
  if (!text.includes('%')) return text
  const decoded = new Map<string, string | null>()
  for (const [run] of text.matchAll(RUNS)) decoded.set(run, asUtf8(run))
  const isUtf8 = [...decoded].some(([run, value]) => value !== null && value.length < run.length / 3)
  const old = isCyrillic(text, decoded) ? windows1251 : windows1252
  return text
    .replace(RUNS, (run, at: number) => {
      const value = decoded.get(run)
      if (value != null) return value
      const isEnd = at + run.length === text.length
      // A value that was cut in the middle of a character.
      const cut = isEnd ? cutUtf8(run, isUtf8) : null
      return cut ?? (run.length >= 3 * least ? old.decode(bytesOf(run)) : run)
    })
    .replace(/%u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

const bytesOf = (run: string) => Uint8Array.from(run.slice(1).split('%'), (pair) => Number.parseInt(pair, 16))

function asUtf8(run: string): string | null {
  try {
    return utf8.decode(bytesOf(run))
  } catch {
    return null
  }
}

/**
 * The text of a run whose last character is not complete; null if that is not what is wrong with it.
 * @param isUtf8 whether another run of the value is UTF-8
 */
function cutUtf8(run: string, isUtf8: boolean): string | null {
  const text = new TextDecoder().decode(bytesOf(run)).replace(/\ufffd+$/, '')
  const letters = text.match(/[^\0-\x7f]/gu)?.length ?? 0
  return text.includes('\ufffd') || (letters < 2 && !(isUtf8 && run.length <= 9)) ? null : text
}

/**
 * Whether the bytes that are no UTF-8 are Cyrillic rather than Latin: Cyrillic words have only such bytes, Latin words only
 * one or two among ASCII letters. If nothing tells, they are Cyrillic.
 */
function isCyrillic(text: string, decoded: ReadonlyMap<string, string | null>): boolean {
  const letters = text.replace(RUNS, (run) =>
    decoded.get(run) != null ? decoded.get(run)! : String.fromCharCode(...bytesOf(run)),
  )
  let votes = 0
  for (const [word] of letters.matchAll(/[a-z\x80-\xff]+/gi))
    for (const [high] of word.matchAll(/[\x80-\xff]+/g)) {
      if (high.length > 2 || (high.length === 2 && high === word)) votes++
      else if (high !== word) votes--
    }
  return votes >= 0
}
