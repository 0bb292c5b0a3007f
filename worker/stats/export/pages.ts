/** The whole of a report, page after page, while visits keep coming in. */
import type { Page } from '../answer.ts'

/** A report that changed between two of its pages: what was sent of it does not fit what would follow. */
export class Shifted extends Error {}

/**
 * All pages by following `next`; the next one is asked for while this one is written. A list goes on behind a row, so
 * that what arrives meanwhile shifts nothing. A report goes on after a count of rows: its pages must be of one total.
 * @throws Shifted
 */
export async function* pagesOf(run: (cursor: string | null) => Promise<Page>): AsyncGenerator<Page> {
  try {
    let page = await run(null)
    const total = JSON.stringify(page.total)
    for (;;) {
      const following = page.next === null ? null : run(page.next)
      // It may fail before anyone waits for it.
      following?.catch(() => {})
      yield page
      if (following === null) return
      page = await following
      if (JSON.stringify(page.total) !== total)
        throw new Shifted('the report changed while it was exported: ask again, or for a shorter period')
    }
  } catch (error) {
    // The status is long sent: a connection that breaks is all that can still say that this is not the whole.
    console.error(error)
    throw error
  }
}

/** Pieces of a file as a stream, each made when the one before it has gone out. */
export function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const { readable, writable } = new IdentityTransformStream()
  void send(pieces, writable.getWriter())
  return readable
}

async function send(pieces: AsyncIterable<Uint8Array>, writer: WritableStreamDefaultWriter<Uint8Array>) {
  try {
    for await (const piece of pieces) await writer.write(piece)
    await writer.close()
  } catch (error) {
    await writer.abort(error).catch(() => {})
  }
}
