/** Points of interest per event, added up on the session. A site may change them. */
import { DEFAULT_POINTS } from '../../../wire/points.ts'

/** Points of one event under a site's own table. */
export const pointsOf = (name: string, own: Record<string, number>): number =>
  own[name] ?? DEFAULT_POINTS[name] ?? 0
