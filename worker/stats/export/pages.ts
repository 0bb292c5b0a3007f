/** The whole of a report, page after page, while new sessions arrive. */
import type { ExportPage } from '../exportPage.ts'

/** Thrown if the report has changed between two of its pages, so that rows could be missing or twice in the file. */
class ReportChanged extends Error {}

/**
 * All pages, by following `next`. Each is read while the one before is written. The next page of a list begins after a
 * certain row, so that new sessions move nothing. The next page of a report begins after a number of rows: if its total
 * changes, rows may have moved.
 * @throws ReportChanged
 */
export async function* pagesOf(
  first: ExportPage,
  run: (cursor: string) => Promise<ExportPage>,
): AsyncGenerator<ExportPage> {
  try {
    let page = first
    const total = JSON.stringify(page.total)
    for (;;) {
      const following = page.next === null ? null : run(page.next)
      // It may fail before it is awaited. It is awaited below, where the error is thrown.
      following?.catch(() => {})
      yield page
      if (following === null) return
      page = await following
      if (JSON.stringify(page.total) !== total)
        throw new ReportChanged(
          'the report changed while it was exported: ask again, or for a shorter period',
        )
    }
  } catch (error) {
    // The status 200 was sent already. Now only a broken connection can show that the file is incomplete.
    console.error(error)
    throw error
  }
}

/** Parts of a file as a stream. Each is made when the one before has been sent. */
export function streamOf(parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const { readable, writable } = new IdentityTransformStream()
  void send(parts, writable.getWriter())
  return readable
}

async function send(parts: AsyncIterable<Uint8Array>, writer: WritableStreamDefaultWriter<Uint8Array>) {
  try {
    for await (const part of parts) await writer.write(part)
    await writer.close()
  } catch (error) {
    await writer.abort(error).catch(() => {})
  }
}
