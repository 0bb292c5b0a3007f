/** The sums of one block while it is computed, from rows or from smaller blocks. They become the cells of rollups. */

import { DIMENSION_KEYS, type DimensionKey } from '../../wire/query.ts'
import { parts } from '../store/d1/statementsFor.ts'
import type { RollupRow } from '../store/rollupRows.ts'
import { GROUPS, PAGES, SINCE, UNCONVERTED } from './groups.ts'

/** Values of dimensions; null where they are not needed. */
type Names = (string | null)[]

interface Cell {
  names: Names
  sums: number[]
}

/** Counts of sessions by the age of their visitor's previous session, in slots before the block. */
interface Ages {
  /** `ages[k]`: the number of sessions whose previous one began k slots before the block. 0: within the block. */
  ages: number[]
  /** The number of sessions without a previous one: their visitor's first. */
  none: number
}

interface Since {
  new: Ages
  returning: Ages
  /** Second visits. They are among the returning ones, too. */
  second: Ages
}

export interface Accumulator {
  /** By group, and in it by the text of the names. */
  groups: Map<string, Map<string, Cell>>
  since: Since
}

/** The order in which `addFact` takes the values of dimensions. */
export const ALL_DIMENSIONS: readonly DimensionKey[] = DIMENSION_KEYS

/** The positions of each group's dimensions in `ALL_DIMENSIONS`. */
const PLACES = Object.entries(GROUPS).map(
  ([group, dimensions]) => [group, dimensions.map((key) => ALL_DIMENSIONS.indexOf(key))] as const,
)

const noAges = (): Ages => ({ ages: [], none: 0 })

export const newAccumulator = (): Accumulator => ({
  groups: new Map(),
  since: { new: noAges(), returning: noAges(), second: noAges() },
})

/** @param names of all dimensions, in the order of the registry */
export function addFact(accumulator: Accumulator, names: string[], sums: number[]): void {
  for (const [group, places] of PLACES)
    add(
      accumulator,
      group,
      places.map((place) => names[place]!),
      sums,
    )
}

export function addUnconverted(
  accumulator: Accumulator,
  currency: string,
  orders: number,
  minor: number,
): void {
  add(accumulator, UNCONVERTED, [currency], [orders, minor])
}

/** @param sums in the order of `PAGE_SUMS` */
export function addPage(accumulator: Accumulator, page: string, sums: number[]): void {
  add(accumulator, PAGES, [page], sums)
}

/** @param age how many slots before the block the visitor's previous session began; null if this is the first one */
export function addVisit({ since }: Accumulator, visitNumber: number, age: number | null): void {
  const kinds =
    visitNumber === 1 ? [since.new] : [since.returning, ...(visitNumber === 2 ? [since.second] : [])]
  for (const kind of kinds) {
    if (age === null) kind.none++
    else kind.ages[age] = (kind.ages[age] ?? 0) + 1
  }
}

function add({ groups }: Accumulator, group: string, names: Names, sums: readonly number[]): void {
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

/** Adds the sums of a smaller block, which begins `ahead` slots after this one. */
export function addAccumulator(accumulator: Accumulator, part: Accumulator, ahead: number): void {
  for (const [group, cells] of part.groups)
    for (const { names, sums } of cells.values()) add(accumulator, group, names, sums)
  for (const kind of ['new', 'returning', 'second'] as const) {
    const [own, { ages, none }] = [accumulator.since[kind], part.since[kind]]
    own.none += none
    ages.forEach((count, age) => {
      // All ages within the block itself count as 0.
      const at = Math.max(0, age - ahead)
      own.ages[at] = (own.ages[at] ?? 0) + count
    })
  }
}

/** Characters of one row. A parameter of D1 holds 2 MB, and a character takes up to three bytes. */
const PART_CHARS = 250_000

/** The rows that a block is stored as; none if nothing happened in it. */
export function rowsOf(accumulator: Accumulator, size: number, slot: number): RollupRow[] {
  const rows: RollupRow[] = []
  for (const [grouping, cells] of accumulator.groups)
    partsOf(cells).forEach((texts, part) => {
      rows.push({ grouping, size, slot, part, cells: `[${texts.join()}]` })
    })
  const { since } = accumulator
  if (rows.length)
    rows.push({ grouping: SINCE, size, slot, part: 0, cells: JSON.stringify(sinceCells(since)) })
  return rows
}

/** Cells in the order of their names, so that unchanged cells give the same text. D1 does not write it again. */
function partsOf(cells: Map<string, Cell>): string[][] {
  const inOrder = [...cells.keys()].sort().map((key) => cells.get(key)!)
  const rows = inOrder.map(({ names, sums }) => [
    ...names,
    ...sums.slice(0, sums.findLastIndex((sum) => sum !== 0) + 1),
  ])
  return parts(rows, PART_CHARS)
}

/**
 * The cells of the group `SINCE`: how many visitors a block adds to a period that begins some slots before it. Item k of
 * each list counts the sessions of the block that are
 * - their visitor's first session,
 * - or whose visitor's previous session began more than k slots before the block.
 *
 * The last item of a list also holds for all larger k.
 */
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

/** The accumulator that the rows of one block were made from. */
export function readAccumulator(rows: RollupRow[]): Accumulator {
  const accumulator = newAccumulator()
  for (const { grouping, cells } of rows) {
    const stored = JSON.parse(cells)
    if (grouping === SINCE) accumulator.since = readSince(stored)
    else {
      const width = GROUPS[grouping]?.length ?? 1
      for (const cell of stored as (string | number)[][])
        add(accumulator, grouping, cell.slice(0, width) as Names, cell.slice(width) as number[])
    }
  }
  return accumulator
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
