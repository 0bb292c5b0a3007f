/** INSERT, UPDATE and DELETE of whole rows with a revision: the compare-and-set of the hot path. */
import { CORRECTIONS, ORDERS, SESSIONS, type Table } from '../../columns.ts'
import { statementsFor } from '../statementsFor.ts'
import { isAwaited } from './preconditions.ts'

/**
 * Inserts rows. Fails with a UNIQUE error when a row with the same key exists.
 * @param when a WHERE clause that must hold for a row to be written
 */
const insert = <R>({ name, columns }: Table<R>, when = (_: (name: keyof R & string) => string) => '') =>
  statementsFor(
    columns,
    (of, from) => `
INSERT INTO ${name} (${columns.join(', ')})
SELECT ${columns.map(of).join(', ')} ${from && `FROM ${from}`} ${when(of)}`,
  )

/**
 * Compare-and-set: replaces the row whose key is the same and whose revision is one less. If there is no such row,
 * nothing is replaced: the number of changed rows is then less than the number of given rows.
 * @param names fields of the given rows that `more` uses and that are not stored
 * @param more a further condition for a row to be written
 */
const update = <R extends { rev: number }, More extends string>(
  { name, columns, key, fixed }: Table<R>,
  names: More[],
  more: (of: (name: More) => string) => string,
) => {
  const used = columns.filter((column) => !fixed.includes(column))
  const set = used.filter((column) => !key.includes(column))
  return statementsFor(
    [...used, ...names],
    (of, from) => `
UPDATE ${name} SET
${set.map((column) => `  ${column} = ${of(column)}`).join(',\n')}
${from && `FROM ${from}`}
WHERE ${key.map((column) => `${name}.${column} = ${of(column)}`).join(' AND ')} AND ${name}.rev = ${of('rev')} - 1
${more(of)}`,
  )
}

export const INSERT_SESSIONS = insert(SESSIONS)

/** The optimistic insert: only for a visitor without sessions, for whom no order waits. */
export const INSERT_FIRST_SESSION = insert(
  SESSIONS,
  (of) => `
WHERE NOT EXISTS (
  SELECT 1 FROM sessions INDEXED BY sessions_by_visitor
  WHERE site_id = ${of('site_id')} AND visitor_id = ${of('visitor_id')})
AND NOT ${isAwaited(of)}`,
)

/**
 * `is_last`: the request took the row from memory and assumed that it is the visitor's newest session. So it is written
 * only if no later session is stored.
 */
export const UPDATE_SESSIONS = update(
  SESSIONS,
  ['is_last'],
  (of) => `
AND NOT (${of('is_last')} AND EXISTS (
  SELECT 1 FROM sessions later INDEXED BY sessions_by_visitor
  WHERE later.site_id = sessions.site_id AND later.visitor_id = sessions.visitor_id
    AND later.started_ms > sessions.started_ms))`,
)

const SESSION_KEY = ['site_id', 'started_ms', 'id', 'visitor_id'] as const

/** Sets the numbers of sessions, compare-and-set as `UPDATE_SESSIONS`. */
export const RENUMBER_SESSIONS = statementsFor(
  [...SESSION_KEY, 'rev', 'visit_number', 'first_seen_ms', 'prev_started_ms'],
  (of, from) => `
UPDATE sessions SET rev = ${of('rev')}, visit_number = ${of('visit_number')}, first_seen_ms = ${of('first_seen_ms')},
  prev_started_ms = ${of('prev_started_ms')}
${from && `FROM ${from}`}
WHERE ${SESSION_KEY.map((column) => `sessions.${column} = ${of(column)}`).join(' AND ')}
  AND sessions.rev = ${of('rev')} - 1`,
)

/** Inserts or replaces corrections, compare-and-set as `UPDATE_SESSIONS`. */
export const SET_CORRECTIONS = statementsFor(
  CORRECTIONS.columns,
  (of, from) => `
INSERT INTO corrections (${CORRECTIONS.columns.join(', ')})
SELECT ${CORRECTIONS.columns.map(of).join(', ')} ${from && `FROM ${from}`} WHERE true
ON CONFLICT DO UPDATE SET ${CORRECTIONS.columns
    .filter((column) => !CORRECTIONS.key.includes(column))
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}
WHERE corrections.rev = excluded.rev - 1`,
)

export const DELETE_CORRECTIONS = statementsFor(
  ['site_id', 'visitor_id', 'rev'],
  (of, from) => `
DELETE FROM corrections WHERE (site_id, visitor_id, rev) IN (
  SELECT ${(['site_id', 'visitor_id', 'rev'] as const).map(of).join(', ')} ${from && `FROM ${from}`})`,
)

/** Deletes sessions whose revision is still the one that was loaded. */
export const DELETE_SESSIONS = statementsFor(
  [...SESSION_KEY, 'rev'],
  (of, from) => `
DELETE FROM sessions WHERE (site_id, started_ms, id, visitor_id, rev) IN (
  SELECT ${([...SESSION_KEY, 'rev'] as const).map(of).join(', ')}
  ${from && `FROM ${from}`})`,
)

export const INSERT_ORDERS = insert(ORDERS)
export const UPDATE_ORDERS = update(ORDERS, [], () => '')
