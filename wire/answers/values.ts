/** The values that answers consist of. */
import { z } from 'zod'
import type { Item } from '../event.ts'

/** Text, or null where there is none. */
export const text = z.string().nullable()
/** ISO 8601, in UTC. */
export const instant = z.iso.datetime()
/** Major units of the currency in the same object, or else of the site's currency. Null: not known. */
export const money = z.number().nullable()
/** ISO 4217. */
export const currency = z.string().length(3)

/** What a token may do. `admin` includes the others. */
export const scope = z.enum(['admin', 'read', 'ingest', 'costs'])
export type Scope = z.infer<typeof scope>

export const orderStatus = z.enum(['pending', 'paid', 'refunded', 'cancelled'])
export type OrderStatus = z.infer<typeof orderStatus>

/** Which orders count as revenue: all, or only those that the shop's server has confirmed. */
export const revenueCounts = z.enum(['any', 'confirmed'])
export type RevenueCounts = z.infer<typeof revenueCounts>

/** Whether a page's user id links browsers as it is, or only with the site's signature. */
export const identifyMode = z.enum(['open', 'signed'])
export type IdentifyMode = z.infer<typeof identifyMode>

/** What a visitor has agreed to for ads: whether what is known of them may go to ad platforms. */
export const adConsent = z.enum(['granted', 'denied'])
export type AdConsent = z.infer<typeof adConsent>

/** A field that was not stored as it was sent. */
export const warning = z.strictObject({ field: z.string(), message: z.string() })

const number = z.number().optional()
const string = z.string().optional()

const ITEM_TEXTS = [
  'coupon',
  'item_brand',
  'item_category',
  'item_category2',
  'item_category3',
  'item_category4',
  'item_category5',
  'item_variant',
  'item_list_id',
  'item_list_name',
  'affiliation',
  'location_id',
] as const satisfies (keyof Item)[]

/** The parameters of an item that are texts without a rule of their own, each with this schema. */
export const itemTexts = <S extends z.ZodType>(schema: S) =>
  Object.fromEntries(ITEM_TEXTS.map((name) => [name, schema])) as Record<(typeof ITEM_TEXTS)[number], S>

/** One of the items of an event or an order, as it was stored. */
export const itemAnswer = z.strictObject({
  item_id: string,
  item_name: string,
  price: number,
  quantity: number,
  discount: number,
  index: number,
  ...itemTexts(string),
} satisfies Record<keyof Item, z.ZodType>)

/** Money in a currency that has no exchange rate into the site's. It is in none of the sums. */
export const unconverted = z.strictObject({ currency, orders: z.int(), revenue: z.number() })

export const sharedUserIds = z
  .array(z.string())
  .optional()
  .describe(
    'User ids that 100 browsers or more have sent, 20 at most; absent if there are none. They link no browsers. E-mail addresses in them are left out.',
  )
