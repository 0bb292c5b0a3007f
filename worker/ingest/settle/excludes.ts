/** To what a site's exclusions apply. */
import { asciiHost } from '../../../wire/idn.ts'
import { canonicalName } from '../../classify/canonicalSource.ts'
import type { OrderRow, PathEntry, SessionRow, SiteRow } from '../../store/rows.ts'

type Excluding = Pick<SiteRow, 'exclusions'>

/** 1 if an exclusion applies to a session: to its visitor, its source or its start. */
export const excludesSession = (
  { exclusions }: Excluding,
  { visitor_id, source, started_ms }: Pick<SessionRow, 'visitor_id' | 'source' | 'started_ms'>,
): 0 | 1 =>
  exclusions.some(({ kind, value, from_ms, to_ms }) => {
    if (kind === 'interval') return started_ms >= from_ms && started_ms < to_ms
    if (kind === 'visitor') return value === visitor_id
    return value === source || isSameSource(value, source)
  })
    ? 1
    : 0

/**
 * Whether two names are of one source. An exclusion that is older than canonical names may have the name of a link, and so may
 * a session that is not yet classified again. A host is stored in ASCII where a referrer has it.
 */
function isSameSource(excluded: string, source: string): boolean {
  const name = canonicalName(source)
  return canonicalName(excluded) === name || canonicalName(asciiHost(excluded)) === name
}

/**
 * 1 if an exclusion applies to a touch whose session was deleted because of its age. Its visitor is not known any more: a
 * touch that is excluded stays so while any visitor is.
 */
export const excludesTouch = (
  { exclusions }: Excluding,
  { source, ms, excluded }: Pick<PathEntry, 'source' | 'ms' | 'excluded'>,
): 0 | 1 =>
  excludesSession({ exclusions }, { visitor_id: '', source, started_ms: ms }) ||
  (excluded && exclusions.some(({ kind }) => kind === 'visitor') ? 1 : 0)

/** 1 if an exclusion applies to an order by itself: to its visitor or its time. Otherwise its session decides. */
export const excludesOrder = (
  { exclusions }: Excluding,
  { visitor_id, ordered_ms }: Pick<OrderRow, 'visitor_id' | 'ordered_ms'>,
): 0 | 1 =>
  exclusions.some(({ kind, value, from_ms, to_ms }) => {
    if (kind === 'interval') return ordered_ms >= from_ms && ordered_ms < to_ms
    return kind === 'visitor' && value === visitor_id
  })
    ? 1
    : 0
