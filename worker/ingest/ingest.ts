/** Takes a request's events through the pipeline, settles them and writes: one batch, all or nothing. */
import { type IngestAnswer, LIMITS } from '../../wire/event.ts'
import type { Store } from '../store/store.ts'
import { commit, countDrops } from './commit.ts'
import type { Hit } from './hit.ts'
import { type IngestRequest, pass } from './pipeline.ts'
import type { Drop } from './settle.ts'

/** @returns the answer of both ingest routes; what it calls accepted is stored */
export async function ingest(store: Store, events: unknown[], request: IngestRequest): Promise<IngestAnswer> {
  const passed = await Promise.all(events.map((raw, index) => pass(raw, index, request)))
  const hits: Hit[] = []
  const dropped: Drop[] = []
  const warnings: NonNullable<IngestAnswer['warnings']> = []
  for (const [index, outcome] of passed.entries()) {
    if ('reason' in outcome) dropped.push({ index, ...outcome })
    else {
      hits.push(outcome.hit)
      warnings.push(...outcome.warnings.map((warning) => ({ index, ...warning })))
    }
  }
  const { site } = request
  if (hits.length)
    dropped.push(
      ...(await commit(store, site, hits, { drops: countDrops(dropped), now_ms: request.received_ms }))
        .dropped,
    )
  else await store.addDrops(site.id, countDrops(dropped))
  dropped.sort((a, b) => a.index - b.index)
  return { accepted: events.length - dropped.length, dropped, ...(warnings.length ? { warnings } : {}) }
}

/** The answer to events of a site that nobody has set up. Nothing is written: strangers could make us. */
export function refuseUnknown(site: string, events: unknown[]): IngestAnswer {
  const message = `there is no site ${site.slice(0, LIMITS.id_chars)}`
  return { accepted: 0, dropped: events.map((_, index) => ({ index, reason: 'unknown_site', message })) }
}
