/** Request bodies: bounded, JSON, checked by a schema. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { LIMITS } from '../../wire/event.ts'
import { ApiError, invalid } from '../errors.ts'

/** How far a body is read beyond its limit. A sender that is still sending would see a broken connection, not the 413. */
const DRAINED_BYTES = 1_048_576

/** The body in chunks, together at most `bytes`; throws 413. */
async function* bounded(c: Context, bytes: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let length = 0
  for await (const chunk of c.req.raw.body ?? []) {
    length += chunk.byteLength
    if (length <= bytes) yield chunk
    else if (length > bytes + DRAINED_BYTES) break
  }
  if (length > bytes) throw new ApiError(413, `the body is larger than ${bytes} bytes`)
}

/** The body as text (UTF-8). At most `bytes` of it are in memory; throws 413. */
export async function boundedText(c: Context, bytes: number): Promise<string> {
  // If Content-Length is within the limit, the body cannot be longer, so it is read at once.
  if (Number(c.req.header('content-length') ?? Infinity) <= bytes) return c.req.raw.text()
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of bounded(c, bytes)) text += decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}

/** The body as bytes, in any charset. At most `bytes` of it are in memory; throws 413. */
export async function boundedBytes(c: Context, bytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  for await (const chunk of bounded(c, bytes)) chunks.push(chunk)
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}

/** The body as JSON that fits the schema; throws 400 or 413. */
export async function readBody<S extends z.ZodType>(
  c: Context,
  schema: S,
  bytes: number = LIMITS.body_bytes,
): Promise<z.output<S>> {
  const text = await boundedText(c, bytes)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new ApiError(400, 'the body is not JSON')
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw invalid(parsed.error)
  return parsed.data
}

/** Throws 413 when a request brings more events than one may. */
export function atMost(events: unknown[]): unknown[] {
  if (events.length > LIMITS.events)
    throw new ApiError(413, `a request holds ${LIMITS.events} events at most`)
  return events
}
