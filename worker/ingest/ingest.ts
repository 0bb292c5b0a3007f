import type { IngestAnswer } from '../../wire/event.ts'
import type { Store } from '../store/store.ts'
import { TooMuch } from '../store/tooMuch.ts'
import { OPEN_PART, TRUSTED_PART } from '../store/workLimits.ts'
import { commit } from './commit.ts'
import { countDrops } from './countDrops.ts'
import type { Hit } from './hit.ts'
import { type IngestRequest, pass, type Refusal } from './pipeline.ts'
import type { Drop } from './settle/drop.ts'

/**
 * Takes the events of one request through the pipeline and stores them. Throws `TooMuch` if they are more than a request of
 * the open endpoint may store: then the first ones are stored.
 * @returns the answer of both ingest routes. An event that it counts as accepted is stored, or its order is known already
 */
export async function ingest(store: Store, events: unknown[], request: IngestRequest): Promise<IngestAnswer> {
  const passed = await Promise.all(events.map((raw, index) => pass(raw, index, request)))
  const hits: Hit[] = []
  const refused: Refusal[] = []
  const dropped: Drop[] = []
  const warnings: NonNullable<IngestAnswer['warnings']> = []
  for (const [index, outcome] of passed.entries()) {
    if ('reason' in outcome) {
      const { reason, message } = outcome
      dropped.push({ index, reason, message })
      refused.push(outcome)
    } else {
      hits.push(outcome.hit)
      warnings.push(...outcome.warnings.map((warning) => ({ index, ...warning })))
    }
  }
  const { site, received_ms: now_ms } = request
  const drops = countDrops(refused)
  if (hits.length) {
    const isOpen = request.from === 'browser'
    const limits = isOpen ? OPEN_PART : TRUSTED_PART
    const committed = await commit(store, site, hits, { drops, now_ms, limits, isOpen })
    if (committed.left) throw new TooMuch(hits.length - committed.left, hits.length)
    dropped.push(...committed.dropped.filter(({ isSecret }) => !isSecret))
  } else await store.addDrops(site.id, drops, now_ms)
  dropped.sort((a, b) => a.index - b.index)
  return { accepted: events.length - dropped.length, dropped, ...(warnings.length ? { warnings } : {}) }
}
