/** Which of an export's ids the shop's tracking uses as transaction ids. */
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { ExportRow, ShopTable } from './findShopTable.ts'
import { idLists, trackedWithIds } from './trackedOrders.ts'

/** The sample's ids fit into one or two statements. */
const SAMPLED_ROWS = 1000

type IdOf = (row: ExportRow) => string

/** Shopify's name of an order is `#1001`, and shops often send `1001`. */
const withoutSign = (id: string): string => id.replace(/^#\s*/, '')

/**
 * An export has several ids of each order: its number, with or without a `#`, and an internal one. The one that most tracked
 * orders have is taken; if there are none, the first.
 */
export async function chooseIds(store: Store, site: SiteRow, { rows }: ShopTable): Promise<IdOf> {
  const count = rows[0]?.ids.length ?? 0
  const candidates = Array.from(
    { length: count },
    (_, i): IdOf =>
      ({ ids }) =>
        ids[i]!,
  ).flatMap((idOf): IdOf[] =>
    rows.some((row) => idOf(row).startsWith('#')) ? [idOf, (row) => withoutSign(idOf(row))] : [idOf],
  )
  if (candidates.length < 2) return candidates[0] ?? (() => '')
  const step = Math.ceil(rows.length / SAMPLED_ROWS)
  const sample = rows.filter((_, i) => i % step === 0)
  const ids = new Set(candidates.flatMap((idOf) => sample.map(idOf)))
  const tracked = await trackedWithIds(store, site, idLists([...ids].filter((id) => id)))
  const known = new Set(tracked.map(({ transaction_id }) => transaction_id))
  const hits = candidates.map((idOf) => sample.filter((row) => known.has(idOf(row))).length)
  return candidates[hits.indexOf(Math.max(...hits))]!
}
