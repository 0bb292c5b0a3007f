/** Stubs: sessions without their long columns, so that a statement over many sessions reads a bounded number of bytes. */
import { SESSIONS } from '../../columns.ts'
import type { SessionStub } from '../../rows.ts'
import type { Row } from '../../sqlStore.ts'

const LONG = ['url', 'referrer', 'path', 'events'] as const
type Long = (typeof LONG)[number]

const isLong = (column: string): column is Long => (LONG as readonly string[]).includes(column)

/** The bytes of the long columns. SQLite knows them without reading the texts. */
const BYTES = LONG.map((column) => `coalesce(octet_length(s.${column}), 0)`).join(' + ')

const SHORT = SESSIONS.columns.filter((column) => !isLong(column)).map((column) => `s.${column}`)
const OF_STUB = `s.path IS NOT NULL AS converted, ${BYTES} AS bytes`

/** SQL: the columns of session `s` as a stub. */
export const STUB_COLUMNS = `${SHORT.join(', ')}, ${OF_STUB}`

/** SQL: the columns of session `s`; the long ones are NULL if they have more bytes than `most`. */
export const stubOrWhole = (most: number): string =>
  `${STUB_COLUMNS}, ${LONG.map((column) => `CASE WHEN ${BYTES} <= ${most} THEN s.${column} END AS ${column}`).join(', ')}`

/** Reads the columns of a stub. */
export const stubOf = (row: Row): SessionStub =>
  ({
    ...Object.fromEntries(
      SESSIONS.columns.filter((column) => !isLong(column)).map((column) => [column, row[column]]),
    ),
    converted: row.converted === 1,
    bytes: row.bytes,
  }) as unknown as SessionStub
