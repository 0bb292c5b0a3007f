/**
 * The store on Cloudflare D1, composed of its parts. Every statement binds its values; several rows travel as one JSON
 * parameter (`statementsFor.ts`).
 */
import type { Store } from '../store.ts'
import { d1AuditStore } from './d1AuditStore.ts'
import { d1DropStore } from './d1DropStore.ts'
import { d1ExclusionStore } from './d1ExclusionStore.ts'
import { d1HealthStore } from './d1HealthStore.ts'
import { d1IdentityStore } from './d1IdentityStore.ts'
import { d1JobStore } from './d1JobStore.ts'
import { d1MoneyStore } from './d1MoneyStore.ts'
import { d1OrderStore } from './d1OrderStore.ts'
import { d1PersonStore } from './d1PersonStore.ts'
import { d1RelinkStore } from './d1RelinkStore.ts'
import { d1RollupStore } from './d1RollupStore.ts'
import { d1SaltStore } from './d1SaltStore.ts'
import { d1SecretStore } from './d1SecretStore.ts'
import { d1SessionStore } from './d1SessionStore.ts'
import { d1SignInStore } from './d1SignInStore.ts'
import { d1SiteStore } from './d1SiteStore.ts'
import { d1SqlStore } from './d1SqlStore.ts'
import { d1TokenStore } from './d1TokenStore.ts'
import { d1UsageStore } from './d1UsageStore.ts'
import { d1LedgerStore } from './ledger/d1LedgerStore.ts'

const stores = new WeakMap<D1Database, Store>()

/** @returns the store of a database, always the same object for the same database */
export function d1Store(db: D1Database): Store {
  const known = stores.get(db) ?? composed(db)
  stores.set(db, known)
  return known
}

const composed = (db: D1Database): Store => ({
  ...d1SiteStore(db),
  ...d1TokenStore(db),
  ...d1SignInStore(db),
  ...d1AuditStore(db),
  ...d1LedgerStore(db),
  ...d1SessionStore(db),
  ...d1OrderStore(db),
  ...d1IdentityStore(db),
  ...d1PersonStore(db),
  ...d1MoneyStore(db),
  ...d1RelinkStore(db),
  ...d1RollupStore(db),
  ...d1JobStore(db),
  ...d1ExclusionStore(db),
  ...d1DropStore(db),
  ...d1SaltStore(db),
  ...d1UsageStore(db),
  ...d1HealthStore(db),
  ...d1SecretStore(db),
  ...d1SqlStore(db),
})
