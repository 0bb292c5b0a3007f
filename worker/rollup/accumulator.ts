/** The figures of one block while it is being folded: added to row by row, or from smaller blocks, then written as cells. */

import { DIMENSIONS, type DimensionKey } from '../metrics/dimensions.ts'
import { parts } from '../store/d1/statementsFor.ts'
import type { RollupRow } from '../store/rollupRows.ts'
import { GROUPS, PAGES, SINCE, UNCONVERTED } from './groups.ts'

/** Values of dimensions, null where they are not needed. */
type Names = (string | null)[]

interface Cell {
  names: Names
  sums: number[]
}

/** Visits by how many slots before the block the visit before began: `ages[k]` of them k slots before. */
interface Ages {
  ages: number[]
  /** First visits ever. */
  none: number
}

interface Since {
  new: Ages
  returning: Ages
  /** Second visits, which are among the returning. */
  second: Ages
}

export interface Tally {
  /** By group, and in it by the text of the names. */
  groups: Map<string, Map<string, Cell>>
  since: Since
}

export const ALL_DIMENSIONS = Object.keys(DIMENSIONS) as DimensionKey[]

/** Where the dimensions of each group stand among all. */
const PLACES = Object.entries(GROUPS).map(
  ([group, dimensions]) => [group, dimensions.map((key) => ALL_DIMENSIONS.indexOf(key))] as const,
)

const noAges = (): Ages => ({ ages: [], none: 0 })

export const newTally = (): Tally => ({
  groups: new Map(),
  since: { new: noAges(), returning: noAges(), second: noAges() },
})

/** @param names of all dimensions, in the order of the registry */
export function addFact(tally: Tally, names: string[], sums: number[]): void {
  for (const [group, places] of PLACES)
    add(
      tally,
      group,
      places.map((place) => names[place]!),
      sums,
    )
}

export function addUnconverted(tally: Tally, currency: string, orders: number, minor: number): void {
  add(tally, UNCONVERTED, [currency], [orders, minor])
}

/** @param sums in the order of `PAGE_SUMS` */
export function addPage(tally: Tally, page: string, sums: number[]): void {
  add(tally, PAGES, [page], sums)
}

/** A session for its visitor: how many slots before the block the one before it began; null when it is the first. */
export function addVisit({ since }: Tally, visitNumber: number, age: number | null): void {
  const kinds =
    visitNumber === 1 ? [since.new] : [since.returning, ...(visitNumber === 2 ? [since.second] : [])]
  for (const kind of kinds) {
    if (age === null) kind.none++
    else kind.ages[age] = (kind.ages[age] ?? 0) + 1
  }
}

function add({ groups }: Tally, group: string, names: Names, sums: readonly number[]): void {
  let cells = groups.get(group)
  if (!cells) {
    cells = new Map()
    groups.set(group, cells)
  }
  const key = names.length === 1 ? names[0]! : JSON.stringify(names)
  const cell = cells.get(key)
  if (!cell) cells.set(key, { names, sums: [...sums] })
  else for (let i = 0; i < sums.length; i++) cell.sums[i] = (cell.sums[i] ?? 0) + sums[i]!
}

/** Adds a block that lies within this one, `ahead` slots behind its start. */
export function addTally(tally: Tally, part: Tally, ahead: number): void {
  for (const [group, cells] of part.groups)
    for (const { names, sums } of cells.values()) add(tally, group, names, sums)
  for (const kind of ['new', 'returning', 'second'] as const) {
    const [own, { ages, none }] = [tally.since[kind], part.since[kind]]
    own.none += none
    ages.forEach((count, age) => {
      // Within the block itself it does not matter when.
      const at = Math.max(0, age - ahead)
      own.ages[at] = (own.ages[at] ?? 0) + count
    })
  }
}

/** Characters of a row: a parameter of D1 holds 2 MB, and a character takes up to three bytes. */
const PART_CHARS = 250_000

/** The rows that a block is stored as; none where nothing happened. */
export function rowsOf(tally: Tally, size: number, slot: number): RollupRow[] {
  const rows: RollupRow[] = []
  for (const [grouping, cells] of tally.groups)
    partsOf(cells).forEach((texts, part) => {
      rows.push({ grouping, size, slot, part, cells: `[${texts.join()}]` })
    })
  const { since } = tally
  if (rows.length)
    rows.push({ grouping: SINCE, size, slot, part: 0, cells: JSON.stringify(sinceCells(since)) })
  return rows
}

/** In the order of their names, so that what has not changed is the same text. */
function partsOf(cells: Map<string, Cell>): string[][] {
  const inOrder = [...cells.keys()].sort().map((key) => cells.get(key)!)
  const rows = inOrder.map(({ names, sums }) => [
    ...names,
    ...sums.slice(0, sums.findLastIndex((sum) => sum !== 0) + 1),
  ])
  return parts(rows, PART_CHARS)
}

/** `list[k]`: how many had the visit before earlier than k slots before the block, or none; its last item holds on. */
function sinceCells(since: Since) {
  const running = ({ ages, none }: Ages) => {
    const list: number[] = [none]
    for (let age = ages.length - 1; age > 0; age--) list.push(list.at(-1)! + (ages[age] ?? 0))
    return list.reverse()
  }
  const total = ({ ages, none }: Ages) => ages.reduce((sum, count) => sum + (count ?? 0), none)
  return {
    new: running(since.new),
    returning: running(since.returning),
    second: running(since.second),
    seconds: total(since.second),
    totals: [total(since.new), total(since.returning)],
  }
}

/** Reads rows of one block back. */
export function readTally(rows: RollupRow[]): Tally {
  const tally = newTally()
  for (const { grouping, cells } of rows) {
    const stored = JSON.parse(cells)
    if (grouping === SINCE) tally.since = readSince(stored)
    else {
      const width = GROUPS[grouping]?.length ?? 1
      for (const cell of stored as (string | number)[][])
        add(tally, grouping, cell.slice(0, width) as Names, cell.slice(width) as number[])
    }
  }
  return tally
}

function readSince(stored: ReturnType<typeof sinceCells>): Since {
  const ages = (list: number[], total: number): Ages => ({
    ages: list.map((count, k) => (k === 0 ? total : list[k - 1]!) - count),
    none: list.at(-1) ?? 0,
  })
  return {
    new: ages(stored.new, stored.totals[0]!),
    returning: ages(stored.returning, stored.totals[1]!),
    second: ages(stored.second, stored.seconds),
  }
}
