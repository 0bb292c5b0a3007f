/** The engines, and which of them answers for a site. */
import type { SqlStore } from '../store/sqlStore.ts'
import { d1Engine } from './d1/d1Engine.ts'
import type { Engine } from './engine.ts'

/** Every engine by its name. A new one is one line. */
const ENGINES = {
  d1: d1Engine,
} satisfies Record<string, (store: SqlStore) => Engine>

/** The engine that answers for a store's sites. */
export const engineFor = (store: SqlStore): Engine => ENGINES.d1(store)
