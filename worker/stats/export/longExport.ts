/**
 * Limits the long exports that an isolate reads at the same time. Their statements would otherwise queue up in front of
 * those of ingest. An export with one page is not long.
 */
import { TooMany } from '../../errors.ts'
import type { ExportPage } from '../exportPage.ts'

/** For one site, and for all sites together. */
const MOST = { site: 3, isolate: 8 }
/** A download that has read nothing for so long does not count: its reader has gone, or is slow and disturbs nobody. */
const IDLE_MS = 30_000
const RETRY_S = 10

interface LongExport {
  site_id: number
  /** When it last asked for a page. */
  read_ms: number
}

const running = new Set<LongExport>()

/**
 * Passes the pages of an export on, and counts the export meanwhile.
 * @param pagesOf makes the pages; it calls `onRead` before it reads one
 * @throws TooMany at once, if there are too many already
 */
export function longExport(
  siteId: number,
  pagesOf: (onRead: () => void) => AsyncIterable<ExportPage>,
): AsyncIterable<ExportPage> {
  for (const one of running) if (one.read_ms < Date.now() - IDLE_MS) running.delete(one)
  const ofSite = [...running].filter(({ site_id }) => site_id === siteId).length
  if (ofSite >= MOST.site || running.size >= MOST.isolate)
    throw new TooMany('too many long exports are running; ask again when one has ended', RETRY_S)
  const own: LongExport = { site_id: siteId, read_ms: Date.now() }
  running.add(own)
  const onRead = () => {
    own.read_ms = Date.now()
  }
  return untilEnd(pagesOf(onRead), () => running.delete(own))
}

async function* untilEnd<T>(items: AsyncIterable<T>, end: () => void): AsyncGenerator<T> {
  try {
    yield* items
  } finally {
    end()
  }
}
