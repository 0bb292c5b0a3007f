/** The bodies of requests as zod schemas. Worker and tests only: zod must never reach the browser script. */

import { z } from 'zod'
import { adConsent, identifyMode, itemTexts, orderStatus, revenueCounts, scope } from './answers/values.ts'
import { type Envelope, EVENT_ALIASES, EVENT_NAME, LIMITS, WIRE_VERSION, type WireEvent } from './event.ts'
import { asciiHost } from './idn.ts'
import { isBlank } from './isBlank.ts'
import { isoInstant } from './isoInstant.ts'
import { isCurrency } from './money.ts'
import { ownValue } from './ownValue.ts'
import { NUMBER_ID, readId } from './readId.ts'

/** Changes what comes in before the schema sees it. For TypeScript it stays the schema: that is what clients should send. */
const first = <T extends z.ZodType>(change: (value: unknown) => unknown, schema: T) =>
  z.preprocess(change, schema) as unknown as T

/** Ids are compared exactly, so a database must return them exactly as they were written. */
const idText = z
  .string({ error: ({ input }) => (typeof input === 'number' ? NUMBER_ID : 'must be text') })
  .min(1, 'must not be empty')
  .refine((text) => text.isWellFormed() && !text.includes('\0'), {
    error: 'must not hold NUL or lone surrogates',
  })
const id = first(readId, idText.max(LIMITS.id_chars, `is longer than ${LIMITS.id_chars} characters`))

const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null)
/** A field that need not be stated; then it is null. A blank one (`''`) is not stated. */
const absent = <T extends z.ZodType>(schema: T) =>
  first((value) => (isBlank(value) ? null : value), orNull(schema))

/** Text that says more of a visitor. A number is its text; another value is left out, because the event is worth more. */
const detail = first(
  (value) => (typeof value === 'number' ? String(value) : typeof value === 'string' ? value : null),
  absent(z.string()),
)

/** An id as it was sent, or null if it cannot be one. An inexact number is left to the schema, which says what to send. */
const idOrNull = (value: unknown): unknown => {
  const read = readId(value)
  return typeof read === 'number' || id.safeParse(read).success ? read : null
}

/** An id that need not be stated: of an event, a visitor, a person or a session. One that is malformed counts as not stated. */
const optionalId = first(idOrNull, absent(id))

/** Of an amount that is text, `readAmount` has made a number before. */
const decimal = z.number({ error: 'must be a number' })
const amount = decimal.min(0, 'must not be negative').max(LIMITS.value, 'is too large')

/** ISO 4217, in any case. */
export const currency = z
  .string()
  .transform((code) => code.toUpperCase())
  .refine(isCurrency, { error: 'must be an ISO 4217 code, such as UAH' })

const webUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' })

const eventName = z
  .string()
  .transform((name) => ownValue(EVENT_ALIASES, name) ?? name)
  .refine((name) => EVENT_NAME.test(name), {
    error: 'must be lower-case letters, digits and underscores, 40 at most, a letter first',
  })

/** The shop's number of an order. */
export const transactionId = id

/** ISO 8601 with a time zone, or milliseconds since 1970. */
const instant = z
  .union(
    [
      z
        .string()
        .transform(isoInstant)
        .pipe(z.iso.datetime({ offset: true })),
      z.number(),
    ],
    {
      error: 'must be an ISO 8601 instant with its time zone, such as 2026-11-22T10:00:00+02:00',
    },
  )
  .transform((value) => new Date(value).getTime())
  .refine((ms) => !Number.isNaN(ms), { error: 'must be an instant that exists' })

/** When it happened. What is no instant at all counts as not stated; one that is written wrong is refused, never guessed. */
const optionalInstant = first(
  (value) => (typeof value === 'number' || (typeof value === 'string' && /\d/.test(value)) ? value : null),
  absent(instant),
)

const itemText = z
  .string('must be text')
  .max(LIMITS.text_chars, `is longer than ${LIMITS.text_chars} characters`)
  .optional()

/** One entry of `items[]`. `readItems` checks its fields one by one. Unknown parameters are left out. */
export const item = z
  .object({
    item_id: first(
      readId,
      idText.max(LIMITS.text_chars, `is longer than ${LIMITS.text_chars} characters`).optional(),
    ),
    item_name: itemText,
    price: amount.optional(),
    quantity: amount.optional(),
    discount: amount.optional(),
    index: decimal.optional(),
    ...itemTexts(itemText),
  })
  .refine((value) => value.item_id || value.item_name, { error: 'needs item_id or item_name' })

/** The parameters with money and the rules between them, after `readCommerce` has read them. */
export const commerce = z
  .object({
    name: z.string(),
    value: absent(amount),
    currency: absent(currency),
    transaction_id: absent(transactionId),
  })
  .superRefine((event, ctx) => {
    const missing = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
    if (event.value !== null && event.currency === null) missing('currency', 'is needed with a value')
    const order = event.name === 'purchase' || event.name === 'refund'
    if (order && event.transaction_id === null) missing('transaction_id', `is needed for a ${event.name}`)
  })

/** A field of the script's event that need not be stated. One that is malformed counts as not stated. */
const unlessMalformed = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)

/** One event of `POST /e`. */
export const wireEvent = z.object({
  id,
  name: eventName,
  at: z.number(),
  url: webUrl,
  visitor: unlessMalformed(id),
  session: unlessMalformed(z.object({ id, at: z.number(), url: webUrl, referrer: z.string() })),
  referrer: unlessMalformed(z.string()),
  user: unlessMalformed(z.string()),
  ad_consent: z.unknown().optional(),
  params: unlessMalformed(z.record(z.string(), z.unknown())),
})

/** The body of `POST /e`. Its events are validated later, one by one. */
export const envelope = z.object({
  v: z.literal(WIRE_VERSION),
  site: z.string().min(1),
  now: z.number(),
  events: z.array(z.unknown()).min(1, 'has no events'),
})

/** One event of `POST /api/events`. */
export const apiEvent = z.object({
  id: optionalId,
  name: eventName,
  ts: optionalInstant,
  url: webUrl,
  referrer: detail,
  visitor_id: optionalId,
  session_id: optionalId,
  user_id: optionalId,
  user_agent: detail,
  country: detail,
  region: detail,
  city: detail,
  language: detail,
  value: z.unknown().optional(),
  currency: z.unknown().optional(),
  transaction_id: z.unknown().optional(),
  items: z.unknown().optional(),
  ad_consent: z.unknown().optional(),
  // An empty list is what PHP makes of an empty object.
  params: first(
    (value) => (typeof value === 'object' && !Array.isArray(value) ? value : null),
    absent(z.record(z.string(), z.unknown())),
  ),
})

/** The body of `POST /api/events`. Its events are validated later, one by one. */
export const apiBatch = z.object({
  site: z.string().min(1),
  events: z.array(z.unknown()).min(1, 'has no events'),
})

/** `PUT /api/orders/{transaction_id}`: the state of an order, as the shop's server reports it. */
export const orderPut = z
  .strictObject({
    site: z.string().min(1),
    status: orderStatus,
    value: amount,
    currency,
    refunded: absent(amount),
    visitor_id: optionalId,
    session_id: optionalId,
    ts: optionalInstant,
    items: absent(z.array(item)),
    ad_consent: absent(adConsent),
  })
  .refine(({ refunded, value }) => refunded === null || refunded <= value, {
    path: ['refunded'],
    error: 'must not be more than the value',
  })

/** `PUT /api/rates`: what one unit of `currency` is worth in the site's, from `date` on. */
export const ratesPut = z.strictObject({
  rates: z
    .array(z.strictObject({ currency, date: z.iso.date(), rate: z.number().positive().max(1e9) }))
    .min(1)
    .max(20_000),
})

/** The name of a site: a domain, stored in ASCII. */
const domain = z
  .string()
  .transform(asciiHost)
  .refine((text) => /^[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?$/.test(text), { error: 'must be a domain name' })

/** A host whose pages may send events. A port is removed: it makes no difference. */
const host = z.preprocess((text) => (typeof text === 'string' ? text.replace(/:\d+$/, '') : text), domain)

const timezone = z.string().refine(
  (name) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
    } catch {
      return false
    }
  },
  { error: 'must be an IANA time zone, such as Europe/Kyiv' },
)

/** The name of a URL's parameter, as it is compared: without regard to case. `_utmd` holds a visitor's id. */
const parameterName = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .refine((name) => /^[^\s&=#?%+]{1,100}$/.test(name) && name !== '_utmd', {
    error: 'must be the name of a parameter',
  })

const siteSettings = {
  name: z.string().trim().min(1).max(LIMITS.text_chars),
  timezone,
  currency,
  hosts: z
    .array(z.union([z.literal('*'), host]))
    .min(1)
    .max(100),
  ignored_referrers: z.array(domain).max(500),
  excluded_ips: z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).max(500),
  points: z.record(z.string().regex(EVENT_NAME), z.int().min(-1000).max(1000)),
  keep_params: z.array(parameterName).max(100),
  retention_days: z.int().min(1).max(3650),
  revenue_counts: revenueCounts,
  exclude_data_centres: z.boolean(),
  rows_per_day: z.int().min(1000).max(1e9).nullable(),
  identify: identifyMode,
}

/** `POST /api/sites`: only `site` is needed. */
export const newSite = z.strictObject({ site: domain, ...z.object(siteSettings).partial().shape })
/** `PATCH /api/sites/{site}`. */
export const sitePatch = z.strictObject(siteSettings).partial()

/** `POST /api/exclusions` and `POST /api/purge`: a visitor, the sessions of a source, or an interval of time. */
export const exclusionPost = z.union(
  [
    z.strictObject({ visitor_id: id }),
    z.strictObject({ source: z.string().min(1).max(LIMITS.text_chars) }),
    z.strictObject({ from: z.string().max(40), to: z.string().max(40) }),
  ],
  { error: 'must be {"visitor_id"}, {"source"} or {"from", "to"}' },
)
export type ExclusionPost = z.infer<typeof exclusionPost>

export const newToken = z.strictObject({
  scope,
  site: z
    .string()
    .nullish()
    .transform((site) => site ?? null),
  name: z.string().trim().max(LIMITS.text_chars).default(''),
  /** Null or left out: it never expires. */
  expires_days: absent(z.int().min(1).max(3650)),
})

/** `POST /api/session`. */
export const signIn = z.object({ token: z.string().min(1).max(500) })

/** Pins the schemas to the hand-written types: an edit of one side alone does not compile. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
type Holds<T extends true> = T
export type Pinned = [
  Holds<Same<z.infer<typeof envelope>, Omit<Envelope, 'events'> & { events: unknown[] }>>,
  Holds<Same<z.infer<typeof wireEvent>, Omit<WireEvent, 'params'> & { params?: Record<string, unknown> }>>,
]

/** One order of `POST /api/reconcile`, as the shop's own books have it. */
export const shopOrder = z.object({
  transaction_id: transactionId,
  value: amount,
  currency: absent(currency),
  status: absent(orderPut.shape.status),
  ts: absent(z.union([z.string(), z.number()])),
})

const costText = first(
  readId,
  idText.max(LIMITS.text_chars, `is longer than ${LIMITS.text_chars} characters`),
)
const tally = z.int('must be a whole number').min(0, 'must not be negative')

/** One row of `POST /api/costs`: what an ad cost on one day. */
export const costRow = z.object({
  date: z.iso.date('must be a date, such as 2026-11-22'),
  source: costText,
  medium: absent(costText),
  campaign: costText,
  campaign_id: absent(costText),
  content: absent(costText),
  content_id: absent(costText),
  spend: amount,
  currency,
  clicks: absent(tally),
  impressions: absent(tally),
})
