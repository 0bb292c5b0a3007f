import type { readAmount } from '../../../wire/amount.ts'
import { type Item, LIMITS } from '../../../wire/event.ts'
import { isBlank } from '../../../wire/isBlank.ts'
import { item as itemSchema } from '../../../wire/schema.ts'
import { cleanText } from '../../classify/cleanText.ts'
import type { Warning } from '../warning.ts'

export interface ReadItems {
  /** The items that are kept, in their order (`keptItems`). */
  items: Item[]
  /** Whether any item was sent. */
  isStated: boolean
  /** What all items that were sent cost together, in major units (GA4: price × quantity). */
  sum: number
  /** Whether the sum is that of all: each item could be read and has a price. */
  isWhole: boolean
}

/** Warnings of the items of one event. */
const MOST_WARNINGS = 20

const AMOUNTS = new Set(['price', 'quantity', 'discount', 'index'])
const FIELDS = Object.entries(itemSchema.shape) as [keyof Item, (typeof itemSchema.shape)[keyof Item]][]

/**
 * Reads the items of an event or an order, field by field. A malformed field is left out alone; an item is left out only if
 * nothing names it. A blank field (`''`, null) is one that was not sent.
 * @param read reads an amount that is text
 */
export function readItems(sent: unknown, read: typeof readAmount, warnings: Warning[]): ReadItems {
  const list = listOf(sent)
  if (!list) warnings.push({ field: 'items', message: 'left out: must be a list of items' })
  let sum = 0
  let isWhole = list !== null
  let faulty = 0
  const items = (list ?? []).flatMap((raw, index) => {
    let isPriced = true
    const { item, faults } = readItem(raw, read)
    for (const { field, message } of faults) {
      if (field === 'quantity') isPriced = false
      if (++faulty <= MOST_WARNINGS)
        warnings.push({ field: `items[${index}]${field && `.${field}`}`, message })
    }
    if (!item || item.price === undefined) isPriced = false
    sum += (item?.price ?? 0) * (item?.quantity ?? 1)
    isWhole &&= isPriced
    return item ?? []
  })
  if (faulty > MOST_WARNINGS)
    warnings.push({ field: 'items', message: `${faulty - MOST_WARNINGS} more of their fields were left out` })
  return {
    items: keptItems(items, warnings),
    isStated: list?.length !== 0,
    sum: Math.min(sum, LIMITS.value),
    isWhole,
  }
}

interface Fault {
  /** Of the item. '': the item itself. */
  field: keyof Item | ''
  message: string
}

function readItem(sent: unknown, read: typeof readAmount): { item: Item | null; faults: Fault[] } {
  if (!isObject(sent)) return { item: null, faults: [{ field: '', message: 'left out: must be an object' }] }
  const item: Item = {}
  const faults: Fault[] = []
  for (const [field, schema] of FIELDS) {
    const raw = sent[field]
    if (isBlank(raw)) continue
    const value = AMOUNTS.has(field) ? amountOf(raw, read) : field === 'item_id' ? raw : textOf(raw)
    const parsed = schema.safeParse(value)
    if (parsed.success) Object.assign(item, { [field]: parsed.data })
    else faults.push({ field, message: `left out: ${parsed.error.issues[0]!.message}` })
  }
  if (item.item_id || item.item_name) return { item, faults }
  // It has no other name than one that is too long.
  const long = [sent.item_name, sent.item_id].find((name) => typeof name === 'string' && !isBlank(name))
  if (long) return { item: { item_name: cleanText(String(long), LIMITS.text_chars).text, ...item }, faults }
  return { item: null, faults: [...faults, { field: '', message: 'left out: needs item_id or item_name' }] }
}

/** Shops send amounts as text, and ids as numbers. What is neither is returned unchanged. */
function amountOf(raw: unknown, read: typeof readAmount): unknown {
  const found = typeof raw === 'string' ? read(raw) : null
  return found && 'amount' in found ? found.amount : raw
}
const textOf = (raw: unknown): unknown =>
  typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : raw

/** The items that were sent: a list, an object of items (PHP's lists with gaps), or one item. Null: something else. */
function listOf(sent: unknown): unknown[] | null {
  if (isBlank(sent)) return []
  if (Array.isArray(sent)) return sent
  if (!isObject(sent)) return null
  if (sent.item_id !== undefined || sent.item_name !== undefined) return [sent]
  const values = Object.values(sent)
  return values.every(isObject) ? values : null
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const encoder = new TextEncoder()
const bytesOf = (item: Item) => encoder.encode(JSON.stringify(item)).byteLength

/** Of a large cart, the first items that fit (`LIMITS`). */
function keptItems(items: Item[], warnings: Warning[]): Item[] {
  let bytes = '[]'.length
  const kept = items.slice(0, LIMITS.items).filter((item) => {
    bytes += bytesOf(item) + ','.length
    return bytes <= LIMITS.items_bytes
  })
  if (kept.length < items.length)
    warnings.push({
      field: 'items',
      message: `${items.length - kept.length} left out: ${LIMITS.items} items and ${LIMITS.items_bytes} bytes are kept (JSON, UTF-8)`,
    })
  return kept
}
