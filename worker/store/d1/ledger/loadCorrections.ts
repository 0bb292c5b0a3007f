/** Pending corrections: see `Correction` in `../../rows.ts`. */
import { CORRECTIONS, parse } from '../../columns.ts'
import type { Correction } from '../../rows.ts'
import { d1Client } from '../d1Client.ts'

export const correctionsOf = async (
  db: D1Database,
  siteId: number,
  visitorIds: string[],
): Promise<Correction[]> =>
  (await d1Client(db).all(OF, siteId, JSON.stringify(visitorIds))).map((row) => parse(CORRECTIONS, row))

const OF = `
SELECT c.* FROM json_each(?2) v CROSS JOIN corrections c ON c.site_id = ?1 AND c.visitor_id = v.value`

export async function correctionsFor(db: D1Database, run: number, limit: number): Promise<Correction[]> {
  const { all } = d1Client(db)
  const first = await all(SOME, 0, limit)
  // As many as fit are all there are. Otherwise each run begins with another one.
  const rows = first.length < limit ? first : await all(SOME, run % ((await count(db)) || 1), limit)
  return (rows.length ? rows : first).map((row) => parse(CORRECTIONS, row))
}

const SOME = `SELECT * FROM corrections ORDER BY site_id, visitor_id LIMIT ?2 OFFSET ?1`

/** More are not counted: those behind them have their turn when these are done. */
const MOST = 1000

const count = async (db: D1Database): Promise<number> =>
  Number((await d1Client(db).first(`SELECT count(*) AS n FROM (SELECT 1 FROM corrections LIMIT ${MOST})`))!.n)
