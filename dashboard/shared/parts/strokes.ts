/** The parts of a line of a chart: solid for whole buckets, dashed at the ends for buckets that are only partly in the period. */

export interface Line {
  label: string
  /** null: a gap. */
  values: (number | null)[]
  /** Drawn dashed and behind: the previous period. */
  isPrevious?: boolean
  /** The period begins within the first bucket: its segment is dashed, so that it does not look like a rise. */
  isFirstPartial?: boolean
  /** The last bucket is not over: its segment is dashed, so that it does not look like a decline. */
  isLastPartial?: boolean
}

export interface Stroke {
  values: (number | null)[]
  isPrevious: boolean
  isDashed: boolean
}

/** Splits a line. Neighbouring parts share a point. */
export function strokes({ values, isPrevious = false, isFirstPartial, isLastPartial }: Line): Stroke[] {
  const last = values.length - 1
  const [from, to] = [isFirstPartial ? 1 : 0, isLastPartial ? last - 1 : last]
  if (last < 1 || (from === 0 && to === last)) return [{ values, isPrevious, isDashed: isPrevious }]
  const part = (from: number, to: number, isDashed: boolean): Stroke => ({
    values: values.map((value, at) => (at < from || at > to ? null : value)),
    isPrevious,
    isDashed,
  })
  return [
    ...(from <= to ? [part(from, to, isPrevious)] : []),
    ...(isFirstPartial ? [part(0, 1, true)] : []),
    // Of two buckets that are both partial there is one segment.
    ...(isLastPartial && !(isFirstPartial && last === 1) ? [part(last - 1, last, true)] : []),
  ]
}
