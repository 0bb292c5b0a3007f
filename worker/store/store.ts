/**
 * What the Worker needs of its database: one small interface for each thing that is stored. `d1/` implements them on
 * Cloudflare D1, one file for each. Code that needs only a part should ask for that part.
 */
import type { AuditStore } from './auditStore.ts'
import type { DropStore } from './dropStore.ts'
import type { ExclusionStore } from './exclusionStore.ts'
import type { HealthStore } from './healthStore.ts'
import type { IdentityStore } from './identityStore.ts'
import type { JobStore } from './jobStore.ts'
import type { LedgerStore } from './ledgerStore.ts'
import type { MoneyStore } from './moneyStore.ts'
import type { OrderStore } from './orderStore.ts'
import type { PersonStore } from './personStore.ts'
import type { RelinkStore } from './relinkStore.ts'
import type { RollupStore } from './rollupStore.ts'
import type { SaltStore } from './saltStore.ts'
import type { SecretStore } from './secretStore.ts'
import type { SessionStore } from './sessionStore.ts'
import type { SignInStore } from './signInStore.ts'
import type { SiteStore } from './siteStore.ts'
import type { SqlStore } from './sqlStore.ts'
import type { TokenStore } from './tokenStore.ts'
import type { UsageStore } from './usageStore.ts'

export interface Store
  extends SiteStore,
    TokenStore,
    SignInStore,
    AuditStore,
    LedgerStore,
    SessionStore,
    OrderStore,
    IdentityStore,
    PersonStore,
    MoneyStore,
    RelinkStore,
    RollupStore,
    JobStore,
    ExclusionStore,
    DropStore,
    SaltStore,
    UsageStore,
    HealthStore,
    SecretStore,
    SqlStore {}
