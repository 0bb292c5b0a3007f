/** Reads an Office Open XML workbook without the library that wrote it. */
import { inflateRawSync } from 'node:zlib'

interface Workbook {
  /** The files of the archive by path. */
  parts: Map<string, string>
  /** For each sheet its rows, and for each row its cells. */
  sheets: (string | number | boolean | null)[][][]
}

export function readWorkbook(bytes: Buffer): Workbook {
  const parts = unzip(bytes)
  const paths = [...parts.keys()].filter((path) => path.startsWith('xl/worksheets/'))
  return { parts, sheets: paths.map((path) => rowsOf(parts.get(path)!)) }
}

/** Unpacks the files that are listed in the directory at the end of the archive. */
function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'))
  let at = bytes.readUInt32LE(end + 16)
  const parts = new Map<string, string>()
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [size, path, extra, comment] = [20, 28, 30, 32].map((field) =>
      field === 20 ? bytes.readUInt32LE(at + field) : bytes.readUInt16LE(at + field),
    ) as [number, number, number, number]
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + path)
    parts.set(name, inflateRawSync(bytes.subarray(start, start + size)).toString('utf8'))
    at += 46 + path + extra + comment
  }
  return parts
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const text = (xml: string) =>
  xml
    .replace(/&(\w+);/g, (_, name: string) => ENTITIES[name]!)
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

function rowsOf(sheet: string): Workbook['sheets'][number] {
  return [...sheet.matchAll(/<row r="(\d+)">([\s\S]*?)<\/row>/g)].map(([, , cells]) => {
    const row: Workbook['sheets'][number][number] = []
    for (const [, column, type, content] of cells!.matchAll(
      /<c r="([A-Z]+)\d+"(?: t="(\w+)")?(?: s="\d+")?(?:\/>|>([\s\S]*?)<\/c>)/g,
    )) {
      const place = [...column!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
      while (row.length < place) row.push(null)
      row.push(cellOf(type, content))
    }
    return row
  })
}

function cellOf(type: string | undefined, content: string | undefined) {
  if (content === undefined) return null
  if (type === 'inlineStr') return text(content.match(/<is>(?:<t[^>]*>([\s\S]*)<\/t>|<t\/>)<\/is>/)![1] ?? '')
  const value = content.match(/<v>(.*)<\/v>/)![1]!
  return type === 'b' ? value === '1' : Number(value)
}
