/** What the API's document says of one operation. */
import type { z } from 'zod'
import type { AuditAction } from '../../wire/answers/audit.ts'
import type { Scope } from '../../wire/answers/values.ts'
import type { Parameter } from './parameters.ts'

export interface Operation {
  summary: string
  tag: 'Ingest' | 'Orders' | 'Reports' | 'Exports' | 'Sites' | 'Access' | 'Privacy' | 'Service'
  /** A token needs one of these scopes; `admin` includes the others. Empty: no token is needed. */
  scopes: Scope[]
  /** A request with any other query parameter is refused, except for those in `tolerated`. */
  parameters?: Parameter[]
  /**
   * Query parameters that are accepted although the document does not list them: they have no effect, or the route refuses
   * them with its own message. `any`: all are accepted, because a refusal would lose an order or look like an outage.
   */
  tolerated?: string[] | 'any'
  /** The schema of the JSON body. Null: the body is a table, as CSV or JSON. */
  body?: z.ZodType | null
  /** By status; null: no body, text: its media type. */
  answers: Record<number, z.ZodType | string | null>
  /** What the audit trail calls a request that succeeds. Null: it changes nothing, or only what visitors and orders are. */
  audit?: AuditAction | null
}

/** An operation that may change something must say what the audit trail keeps of it. */
type Change = Operation & { audit: AuditAction | null }
/** Operations by path and method. */
export type Paths = Record<
  string,
  { get?: Operation } & Partial<Record<'post' | 'put' | 'patch' | 'delete', Change>>
>
