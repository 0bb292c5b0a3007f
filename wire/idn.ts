/** Internationalised domains: `магазин.укр` as people write it, `xn--80aairftm.xn--j1amh` as it is stored and compared. */

/**
 * A host as people write it, in ASCII and lower case; with its port, if it has one. A text that is no host is returned as it
 * is, without regard to case.
 */
export function asciiHost(text: string): string {
  const host = text.trim()
  // A blank, a slash, an @ or a backslash would make another host of it.
  if (/^[\x21-\x7e]*$/.test(host) || /[\s/?#@\\%]/.test(host)) return host.toLowerCase()
  try {
    return new URL(`http://${host}`).host
  } catch {
    return host.toLowerCase()
  }
}

/** The same host as people read it. A text that is no such host is returned as it is. */
export function unicodeHost(host: string): string {
  if (!/(?:^|\.)xn--/.test(host)) return host
  const shown = host.replace(/(^|\.)xn--([a-z0-9-]+)/g, (label, dot, code) => {
    const text = decodePunycode(code)
    return text === null ? label : dot + text
  })
  // A label that encodes another one than it seems to, such as `xn--shop-`, stays as it is.
  return asciiHost(shown) === host ? shown : host
}

/** The constants of RFC 3492. */
const BASE = 36
const T_MIN = 1
const T_MAX = 26
const SKEW = 38
const DAMP = 700
const FIRST_BIAS = 72
const FIRST_CODE = 128

/** Decodes a label without its `xn--` (RFC 3492); null if it is malformed. */
function decodePunycode(label: string): string | null {
  const dash = label.lastIndexOf('-')
  const codes = [...label.slice(0, Math.max(0, dash))].map((letter) => letter.charCodeAt(0))
  let code = FIRST_CODE
  let bias = FIRST_BIAS
  let place = 0
  let at = dash + 1
  while (at < label.length) {
    const before = place
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(label[at++])
      if (digit === null) return null
      place += digit * weight
      const t = Math.min(T_MAX, Math.max(T_MIN, k - bias))
      if (digit < t) break
      weight *= BASE - t
    }
    const length = codes.length + 1
    bias = adapted(place - before, length, before === 0)
    code += Math.floor(place / length)
    place %= length
    if (code > 0x10ffff) return null
    codes.splice(place++, 0, code)
  }
  return String.fromCodePoint(...codes)
}

/** The value of a digit: a to z are 0 to 25, 0 to 9 are 26 to 35. */
function digitOf(letter: string | undefined): number | null {
  const value = Number.parseInt(letter ?? '', BASE)
  if (Number.isNaN(value)) return null
  return value < 10 ? value + 26 : value - 10
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : Math.floor(delta / 2)
  rest += Math.floor(rest / length)
  let k = 0
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN))
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW))
}
