/** The Worker's bindings, and the variables of a request. */
import type { AuditDetail } from '../wire/answers/audit.ts'
import type { Scope } from '../wire/answers/values.ts'
import type { SiteRow } from './store/rows.ts'
import type { Store } from './store/store.ts'

export interface Env {
  DB: D1Database
  /** The secret with which everything is allowed; `npm run deploy` sets it. */
  ADMIN_TOKEN: string
  /** Encrypts the secrets of sites (secrets/seal.ts): 32 bytes as base64. `npm run deploy` and `npm start` make it. */
  CREDENTIALS_KEY?: string
  /** `1`: prints what each request does (debug.ts). */
  DEBUG?: string
  /** Limits (limits/limits.ts). */
  RATE_LIMIT_PER_IP?: string
  RATE_LIMIT_PER_SITE?: string
  ROWS_PER_DAY?: string
  /** The platform's counters (`ratelimits` in wrangler.toml). */
  PER_IP?: RateLimit
  PER_SITE?: RateLimit
  SIGN_INS?: RateLimit
}

/** Who sends a request: the holder of a token. */
export interface Principal {
  scope: Scope
  /** The only site that the token is for. Null: every site. */
  site: string | null
  /** Null: the deployment's admin token. */
  token_id: string | null
  token_name: string
  /** Of a request with the dashboard's cookie: the id of its sign-in. Null: the token itself was sent. */
  sign_in_id: string | null
}

/** Hono's generic: bindings, and variables that middleware sets. */
export interface App {
  Bindings: Env
  Variables: {
    /** When the request came in. All code of a request uses this instant as the current time. */
    now_ms: number
    store: Store
    /** The holder of the request's token; set by `needs()`. */
    principal: Principal
    /** The site that `site=` names; set by `forSite`. */
    site: SiteRow
    /** What the audit trail keeps of this request (routes/auditTrail.ts). Null: it has changed nothing. */
    audit: { detail: AuditDetail; site?: string } | null
  }
}
