/** The list of all kinds of connections. Each stands in a folder of its own: `./meta-ads/metaAds.ts`. */
import type { ConnectionKind } from './kind.ts'

export const KINDS: readonly ConnectionKind[] = []
