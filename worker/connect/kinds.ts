/** The list of all kinds of connections. Each kind has a folder of its own, for example meta-ads/metaAds.ts. */
import type { ConnectionKind } from './kind.ts'

export const KINDS: readonly ConnectionKind[] = []
