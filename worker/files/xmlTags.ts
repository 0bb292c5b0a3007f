/** Reads XML as a row of tags, in one pass: enough for the parts of a workbook, and linear for any input. */

export interface XmlTag {
  /** Without the prefix of a namespace. */
  name: string
  /** `start` and `end` of an element; `empty`: both in one. */
  kind: 'start' | 'end' | 'empty'
  /** Between this tag and the one before it. */
  text: string
  /** The tag as it is written, for `attributeOf`. */
  written: string
}

export function* xmlTags(xml: string): Generator<XmlTag> {
  let at = 0
  for (;;) {
    const open = xml.indexOf('<', at)
    const close = open < 0 ? -1 : xml.indexOf('>', open)
    if (close < 0) return
    const written = xml.slice(open + 1, close)
    const name = written.match(/^\/?(?:[\w.-]+:)?([\w.-]+)/)?.[1]
    // Declarations and comments have no name.
    if (name) {
      const kind = written.startsWith('/') ? 'end' : written.endsWith('/') ? 'empty' : 'start'
      yield { name, kind, text: xml.slice(at, open), written }
    }
    at = close + 1
  }
}

export function attributeOf({ written }: XmlTag, name: string): string | undefined {
  const value = written.match(new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`))
  return value ? (value[1] ?? value[2]) : undefined
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The text that XML means, also the characters that workbooks write as `_x000D_`. */
export const xmlText = (written: string): string =>
  written
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
      if (name) return ENTITIES[name] ?? whole
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })
    .replace(/_x([\da-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
