/**
 * A kind of connection: how the Worker talks with one ad platform or other service. For each kind there is a folder here
 * and a line in kinds.ts. The dashboard's form, the OpenAPI document and the validation come from its schemas.
 *
 * A kind only translates between a service and our own shapes. It stores nothing and decides nothing about time:
 * the jobs that call it have the lease, the cursor, the retries and the limits.
 */
import type { z } from 'zod'
import type { CostLine } from '../costs/costLine.ts'

/** The values of one connection, by its kind's schemas. Secrets are in clear text: only the kind's functions get them. */
export interface Connection<Settings = unknown, Secrets = unknown> {
  settings: Settings
  secrets: Secrets
}

/** What a kind gets with each call. It must use this `fetch`: tests and proxies replace it. */
export interface Context {
  fetch: typeof fetch
}

/** The account behind a connection, as the service names it. */
export interface Account {
  id: string
  name: string
  currency: string | null
  timezone: string | null
}

interface Described<Settings extends z.ZodObject, Secrets extends z.ZodObject> {
  /** As in the API: `meta_ads`. */
  name: string
  /** For people: Meta Ads. */
  label: string
  /** What the owner chooses: account ids and options. */
  settings: Settings
  /** What is encrypted when stored and never returned: tokens and keys. */
  secrets: Secrets
  /**
   * Checks that the connection works, without changing anything.
   * @throws ConnectionError
   */
  test(connection: Connection<z.infer<Settings>, z.infer<Secrets>>, context: Context): Promise<Account>
}

/** Days as YYYY-MM-DD in the account's time zone, both included. */
export interface DayInterval {
  from: string
  to: string
}

/** One bounded step of fetching costs. */
export interface CostPage {
  /** The same lines that a cost file has: costRows() checks them and mergeCosts() merges them. */
  lines: CostLine['cells'][]
  /** The account's currency, for lines that state none. */
  currency: string
  /** Where the next step continues (a page, the id of a report that is being made); null after the last one. */
  cursor: string | null
}

/** A kind whose costs are fetched. */
export interface CostKind<
  Settings extends z.ZodObject = z.ZodObject,
  Secrets extends z.ZodObject = z.ZodObject,
> extends Described<Settings, Secrets> {
  /** The platform in the table of costs: `meta`, `google`, `tiktok`, `bing`. */
  platform: string
  /**
   * @param cursor of the step before; null at first
   * @throws ConnectionError
   */
  fetchCosts(
    connection: Connection<z.infer<Settings>, z.infer<Secrets>>,
    days: DayInterval,
    cursor: string | null,
    context: Context,
  ): Promise<CostPage>
}

/** How a conversion that was sent before is changed: it gets another value, or it is taken back. */
export type Correction = 'restate' | 'retract'

/** A conversion as it is sent to a destination. Money is in minor units of `currency`, less refunds. */
export interface Conversion {
  /** Unique and stable: after a time-out the same id is sent again, and the service counts it once. */
  id: string
  /** GA4's name: `purchase`, `refund`, `generate_lead`. */
  event: string
  /** Of the order itself, also in a correction: some services find the first conversion by it. */
  ms: number
  /** Null when it is sent for the first time. Otherwise one that the kind takes, with the same id as then. */
  correction: Correction | null
  transaction_id: string | null
  value_minor: number | null
  currency: string | null
  /** By the click ID's key, as in classify/clickIds.ts; `ms` is when it was first seen. */
  click_ids: Record<string, { value: string; ms: number }>
}

/**
 * What the service did with one conversion. A rejected one is never sent again; `retry` is for one that the service may
 * take later, while it takes others now.
 */
export type SendResult =
  | { id: string; state: 'accepted' }
  | { id: string; state: 'rejected' | 'retry'; reason: string }

/** A kind that conversions are sent to. */
export interface DestinationKind<
  Settings extends z.ZodObject = z.ZodObject,
  Secrets extends z.ZodObject = z.ZodObject,
> extends Described<Settings, Secrets> {
  /** The largest number of conversions in one call of `send`. */
  max_batch: number
  /** After this age the service refuses a conversion. */
  max_age_ms: number
  /** The corrections that the service accepts. The others are not sent. */
  corrections: readonly Correction[]
  /**
   * @returns one result for each conversion
   * @throws ConnectionError if the call as a whole failed
   */
  send(
    connection: Connection<z.infer<Settings>, z.infer<Secrets>>,
    conversions: Conversion[],
    context: Context,
  ): Promise<SendResult[]>
}

export type ConnectionKind = CostKind | DestinationKind

export const hasCosts = (kind: ConnectionKind): kind is CostKind => 'fetchCosts' in kind
export const isDestination = (kind: ConnectionKind): kind is DestinationKind => 'send' in kind

/** Checks a kind's functions against its own schemas. Written as: `export const metaAds = costKind({ … })`. */
export const costKind = <Settings extends z.ZodObject, Secrets extends z.ZodObject>(
  kind: CostKind<Settings, Secrets>,
): CostKind => kind as unknown as CostKind

/** The same for a destination. */
export const destinationKind = <Settings extends z.ZodObject, Secrets extends z.ZodObject>(
  kind: DestinationKind<Settings, Secrets>,
): DestinationKind => kind as unknown as DestinationKind
