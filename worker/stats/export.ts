/** The whole of a report, page after page, while visits keep coming in. */
import type { Page } from './answer.ts'

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

/** Bytes that go out at a time. */
const BUFFER_BYTES = 65_536

/**
 * Texts as a stream of bytes, each made when the one before it has gone out: all pass through one buffer, for V8 would
 * collect a new one for each only after tens of megabytes.
 */
export function streamOf(texts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const { readable, writable } = new IdentityTransformStream()
  void send(texts, writable.getWriter())
  return readable
}

async function send(texts: AsyncIterable<string>, writer: WritableStreamDefaultWriter<Uint8Array>) {
  const encoder = new TextEncoder()
  const buffer = new Uint8Array(BUFFER_BYTES)
  try {
    for await (const text of texts)
      for (let from = 0; from < text.length; ) {
        const { read, written } = encoder.encodeInto(from ? text.slice(from) : text, buffer)
        from += read
        await writer.write(buffer.subarray(0, written))
      }
    await writer.close()
  } catch (error) {
    await writer.abort(error).catch(() => {})
  }
}
