import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TooMany } from '../../worker/errors.ts'
import { someAtATime } from '../../worker/routes/someAtATime.ts'
import { csvOf } from '../../worker/stats/export/csv.ts'
import { longExport } from '../../worker/stats/export/longExport.ts'
import type { ExportPage } from '../../worker/stats/exportPage.ts'

// The path is in a variable, because the file uses types of another runtime.
const PAGES = '../../worker/stats/export/pages.ts'
const {
  pagesOf,
  streamOf,
}: {
  pagesOf(first: ExportPage, run: (cursor: string) => Promise<ExportPage>): AsyncIterable<ExportPage>
  streamOf(parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array>
} = await import(PAGES)

const page = (next: string | null): ExportPage => ({
  report: 'sessions',
  site: 'shop.example',
  period: { from: '', to: '', timezone: 'UTC' },
  currency: 'UAH',
  columns: [{ key: 'id', label: 'Id', unit: 'text' }],
  rows: Array.from({ length: 5000 }, (_, i) => [`a session with a long id ${i}`]),
  total: {},
  next,
})

async function readAll(pages: AsyncIterable<ExportPage>): Promise<number> {
  let count = 0
  for await (const _ of pages) count++
  return count
}

describe('long exports', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const twoPages = (onRead: () => void) =>
    pagesOf(page('next'), async () => {
      onRead()
      return page(null)
    })

  it('are limited for each site, and for all sites together, until one ends', async () => {
    const ofFirst = [1, 2, 3].map(() => longExport(1, twoPages))
    expect(() => longExport(1, twoPages)).toThrow(TooMany)
    const ofOthers = [2, 2, 2, 3, 3].map((site) => longExport(site, twoPages))
    expect(() => longExport(4, twoPages)).toThrow(TooMany)
    expect(await readAll(ofFirst[0]!)).toBe(2)
    const later = longExport(1, twoPages)
    expect(() => longExport(1, twoPages)).toThrow(TooMany)
    for (const pages of [...ofFirst.slice(1), ...ofOthers, later]) expect(await readAll(pages)).toBe(2)
  })

  it('do not count while nobody reads them', () => {
    for (const site of [5, 5, 5]) longExport(site, twoPages)
    vi.advanceTimersByTime(31_000)
    expect(() => longExport(5, twoPages)).not.toThrow()
    vi.advanceTimersByTime(31_000)
  })
})

describe('a download that is cancelled', () => {
  afterEach(() => void vi.unstubAllGlobals())

  it('reads no further page', async () => {
    vi.stubGlobal('IdentityTransformStream', TransformStream)
    const read = vi.fn(async () => page('next'))
    const reader = streamOf(csvOf(pagesOf(page('next'), read), true)).getReader()
    await reader.read()
    await reader.cancel()
    const before = read.mock.calls.length
    // A page takes a few of these turns, if it is read at all.
    for (let turn = 0; turn < 100; turn++) await new Promise((done) => setImmediate(done))
    expect(read.mock.calls.length).toBe(before)
    expect(before).toBeLessThanOrEqual(2)
  })
})

describe('some at a time', () => {
  it('does everything once and in order, and no more at the same time than allowed', async () => {
    let [running, most] = [0, 0]
    const results = await someAtATime(4, [...'abcdefghij'], async (letter) => {
      running++
      most = Math.max(most, running)
      await new Promise((done) => setImmediate(done))
      running--
      return letter.toUpperCase()
    })
    expect(results.join('')).toBe('ABCDEFGHIJ')
    expect(most).toBe(4)
  })
})
