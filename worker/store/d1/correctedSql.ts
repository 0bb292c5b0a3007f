/**
 * SQL of columns that a late event has changed, for as long as the rows are not yet corrected (`corrections`). A visitor
 * without a correction costs no row.
 */
const correctionOf = (session: string) =>
  `FROM corrections c WHERE c.site_id = ${session}.site_id AND c.visitor_id = ${session}.visitor_id`

/** The number of visit `s`. Reports that only ask whether it is the first or the second one need no correction. */
export const VISIT_NUMBER = `s.visit_number + coalesce((
    SELECT (
      SELECT sum(x.value ->> 2) FROM json_each(c.shifts) x
      WHERE (x.value ->> 0, x.value ->> 1) <= (s.started_ms, s.id))
    ${correctionOf('s')}), 0)`

/** The start of the first session of the visitor of a session. @param session its alias */
export const firstSeenSql = (session: string): string =>
  `coalesce((SELECT c.first_seen_ms ${correctionOf(session)}), ${session}.first_seen_ms)`
