import { LIMITS } from '../../wire/event.ts'
import { exceedsBytes } from '../../wire/exceedsBytes.ts'
import type { Draft } from './draft.ts'

/**
 * Leaves out the parameters that do not fit beside the items (`LIMITS.event_bytes`), each with a warning.
 * @returns false if the event is too big for that. Only an order is worth keeping without parameters that are too long alone
 */
export function fitParams(draft: Draft): boolean {
  const isTooBig = (params: Draft['params'], items = draft.items) =>
    exceedsBytes(JSON.stringify([params, items]), LIMITS.event_bytes)
  if (!isTooBig(draft.params)) return true
  if (draft.name !== 'purchase' && draft.name !== 'refund' && isTooBig(draft.params, [])) return false
  const kept: Draft['params'] = {}
  for (const [name, value] of Object.entries(draft.params))
    if (isTooBig({ ...kept, [name]: value }))
      draft.warnings.push({
        field: `params.${name}`,
        message: `left out: an event may take ${LIMITS.event_bytes} bytes (JSON, UTF-8)`,
      })
    else kept[name] = value
  draft.params = kept
  return true
}
