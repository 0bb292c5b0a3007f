/** Request bodies: bounded, JSON, checked by a schema. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { LIMITS } from '../../wire/event.ts'
import { ApiError, invalid } from '../error.ts'

/** A body that is too large is still read this far on, so that its sender gets the answer and not a broken connection. */
const DRAINED_BYTES = 1_048_576

/** The body as it came, never more of it in memory than `bytes`; throws 413. */
async function bounded(c: Context, bytes: number): Promise<Blob> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of c.req.raw.body ?? []) {
    length += chunk.byteLength
    if (length <= bytes) chunks.push(chunk)
    else if (length > bytes + DRAINED_BYTES) break
  }
  if (length > bytes) throw new ApiError(413, `the body is larger than ${bytes} bytes`)
  return new Blob(chunks)
}

/** The body as text (UTF-8), at most `bytes` of it; throws 413. */
export const boundedText = async (c: Context, bytes: number): Promise<string> =>
  (await bounded(c, bytes)).text()

/** The body in whatever charset it came, at most `bytes` of it; throws 413. */
export const boundedBytes = async (c: Context, bytes: number): Promise<Uint8Array> =>
  new Uint8Array(await (await bounded(c, bytes)).arrayBuffer())

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
