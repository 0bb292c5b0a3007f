/** Excel workbooks: which cells are read, and which archives are refused. */
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { BadParameter } from '../../worker/errors.ts'
import { readWorkbook } from '../../worker/files/readWorkbook.ts'
import { unzip } from '../../worker/files/unzip.ts'
import { trials } from '../trials.ts'
import { lines, readSheets } from './costs.ts'

/** A ZIP archive with deflated files, as small as the format allows. */
function zip(files: Record<string, string | Uint8Array>, { flags = 0, method = 8 } = {}): Uint8Array {
  const locals: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const plain = Buffer.from(content as string)
    const packed = method === 8 ? deflateRawSync(plain) : plain
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(flags, 6)
    local.writeUInt16LE(method, 8)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(flags, 8)
    entry.writeUInt16LE(method, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(1, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    locals.push(local, Buffer.from(name), packed)
    list.push(entry, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...locals, ...list, end]))
}

const sheet = (rows: string) =>
  zip({
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`,
  })
const cellsOf = async (rows: string) =>
  (await readWorkbook(sheet(rows)))[0]!.map(({ line, cells }) => [line, ...cells])
const problemOf = (bytes: Uint8Array) =>
  readWorkbook(bytes).then(
    () => 'was read',
    (error: BadParameter) => `${error.parameter}: ${error.message}`,
  )

describe('an export of Meta as a workbook', () => {
  const HEADING = ['Campaign name', 'Campaign ID', 'Day', 'Amount spent (USD)', 'Impressions']
  const file = (rows: unknown[][]) =>
    writeXlsx({ sheets: [{ name: 'Raw Data Report', rows: [HEADING, ...rows] as never }] })

  it('is read with days as text or as dates, amounts as numbers or as text, and whole ids', async () => {
    const bytes = await file([
      ['', '', '', 1350.635, 3000],
      ['Winter', '120210000000000001', '2026-09-01', 1234.505, 1000],
      ['Winter', '120210000000000001', new Date(Date.UTC(2026, 8, 2)), 7.125, 1000],
      ['Brand & Co', '120210000000000002', '2026-09-02', '109.00', 1000],
    ])
    const { format, rows, totals } = await readSheets(bytes)
    expect(format).toBe('meta')
    expect(totals).toEqual([2])
    expect(lines(rows)).toEqual([
      '2026-09-01 Winter 123451 USD',
      '2026-09-02 Winter 713 USD',
      '2026-09-02 Brand & Co 10900 USD',
    ])
    expect(rows[0]).toMatchObject({ campaign_id: '120210000000000001', impressions: 1000 })
  })

  it('is read from any of its sheets', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: 'About', rows: [['Exported on', '2026-10-01']] },
        { name: 'Report', rows: [HEADING, ['Winter', '1', '2026-09-01', 5, 1]] },
      ],
    })
    expect(lines((await readSheets(bytes)).rows)).toEqual(['2026-09-01 Winter 500 USD'])
  })
})

describe('a cell of a workbook', () => {
  it.each([
    ['a number', '<c r="A1"><v>12.5</v></c>', '12.5'],
    ['a number with three decimals', '<c r="A1"><v>1.25</v></c><c r="B1"><v>-1.255</v></c>', '1.25|-1.2550'],
    ['a number as computers store it', '<c r="A1"><v>7.8000000000000007</v></c>', '7.800000000000001'],
    ['an id with all its digits', '<c r="A1"><v>120210000000000001</v></c>', '120210000000000001'],
    ['an id that is rounded already', '<c r="A1"><v>1.2021E+17</v></c>', '1.2021E+17'],
    ['text in the sheet', '<c r="A1" t="inlineStr"><is><t>A &amp; B</t></is></c>', 'A & B'],
    ['text of a formula', '<c r="A1" t="str"><f>A2</f><v>&#1050;</v></c>', 'К'],
    ['an empty cell', '<c r="A1"/><c r="C1"><v>1</v></c>', '||1'],
    ['cells without places', '<c><v>1</v></c><c><v>2</v></c>', '1|2'],
    ['a namespace', '<x:c r="A1"><x:v>1</x:v></x:c>', '1'],
    ['a broken reference', '<c r="A1" t="s"><v>99</v></c>', ''],
  ])('with %s is read', async (_, cells, expected) => {
    expect((await cellsOf(`<row r="7">${cells}</row>`))[0]).toEqual([7, ...expected.split('|')])
  })

  it('shows a day if its style does, counted from 1900 or from 1904', async () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="165" formatCode="[$-409]d\\-mmm\\-yy;@"/><numFmt numFmtId="166" formatCode="#,##0.00 &quot;days&quot;"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`
    const rows = [0, 1, 2, 3].map((style) => `<c s="${style}"><v>46266</v></c>`).join('')
    const files = (date1904: string) => ({
      'xl/workbook.xml': `<workbook><workbookPr ${date1904}/></workbook>`,
      'xl/styles.xml': styles,
      'xl/worksheets/sheet1.xml': `<sheetData><row>${rows}<c s="1"><v>46266.5</v></c></row></sheetData>`,
    })
    const read = async (date1904: string) => (await readWorkbook(zip(files(date1904))))[0]![0]!.cells
    expect(await read('')).toEqual(['46266', '2026-09-01', '2026-09-01', '46266', '2026-09-01T12:00:00'])
    expect((await read('date1904="1"'))[1]).toBe('2030-09-02')
  })

  it('has the text of the shared strings, without their pronunciation', async () => {
    const strings =
      '<sst><si><t>冬</t><rPh><t>フユ</t></rPh></si><si><r><t>A</t></r><r><t xml:space="preserve"> B</t></r></si></sst>'
    const bytes = zip({
      'xl/sharedStrings.xml': strings,
      'xl/worksheets/sheet1.xml': '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>',
    })
    expect((await readWorkbook(bytes))[0]![0]!.cells).toEqual(['冬', 'A B'])
  })
})

describe('an archive', () => {
  it.each([
    ['that is no workbook', zip({ 'readme.txt': 'hello' }), 'body: is a ZIP archive, but no Excel workbook'],
    [
      'that is encrypted',
      zip({ 'xl/worksheets/sheet1.xml': '' }, { flags: 1 }),
      'body: is protected by a password',
    ],
    [
      'that is compressed in another way',
      zip({ 'xl/worksheets/sheet1.xml': '' }, { method: 14 }),
      'body: is a damaged ZIP archive',
    ],
    ['that is cut off', sheet('<row/>').slice(0, -30), 'body: is a damaged ZIP archive'],
    ['of nothing', new Uint8Array([0x50, 0x4b, 3, 4]), 'body: is a damaged ZIP archive'],
    [
      'with too many cells',
      sheet('<row><c r="XFD1"><v>1</v></c></row>'.repeat(1000)),
      'body: has more than 2000000 cells: export it as CSV',
    ],
  ])('%s is refused', async (_, bytes, expected) => {
    expect(await problemOf(bytes)).toBe(expected)
  })

  it('is refused if it unpacks to more than is allowed, in one file or in several', async () => {
    const bytes = zip({ a: Buffer.alloc(100_000), b: Buffer.alloc(100_000), c: Buffer.alloc(1_000_000) })
    const unpacked = (names: string, maxBytes: number) =>
      unzip(bytes, (name) => names.includes(name), maxBytes).then(
        (files) => files.size,
        (error: BadParameter) => error.message,
      )
    expect(bytes.length).toBeLessThan(3000)
    expect(await unpacked('ab', 200_000)).toBe(2)
    expect(await unpacked('ab', 199_999)).toBe('is too large when it is unpacked: export it as CSV')
    expect(await unpacked('c', 999_999)).toBe('is too large when it is unpacked: export it as CSV')
  })

  it('with other bytes in it gives rows or is refused', async () => {
    const whole = zip({
      'xl/sharedStrings.xml': '<sst><si><t>a</t></si></sst>',
      'xl/worksheets/sheet1.xml': '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>',
    })
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 4 }), async (at, bytes) => {
        const changed = whole.slice()
        changed.set(bytes.slice(0, whole.length - at), at)
        try {
          await readWorkbook(changed)
        } catch (error) {
          expect(error).toBeInstanceOf(BadParameter)
        }
      }),
      { numRuns: trials(150) },
    )
  })

  it('with tags that are never closed is read in linear time', async () => {
    const bytes = sheet('<row><c r="A1"><v>'.repeat(100_000))
    // In quadratic time this would take minutes.
    expect(await readWorkbook(bytes)).toEqual([[]])
  })
})
