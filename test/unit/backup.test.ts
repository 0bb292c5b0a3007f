/** Backup and restore, from and to a local file and an imitation of Cloudflare's D1. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { backUp } from '../../tools/backup/backUp.ts'
import type { CopiedDatabase } from '../../tools/backup/copiedDatabase.ts'
import { deployedDatabase } from '../../tools/backup/deployedDatabase.ts'
import { openLocalDatabase } from '../../tools/backup/localDatabase.ts'
import { applyMigration, CREATE_MIGRATIONS_TABLE, migrationFiles } from '../../tools/backup/migrations.ts'
import { restoreInto } from '../../tools/backup/restoreInto.ts'
import { lineWriter, readLines } from '../../tools/backup/tableRows.ts'
import { cloudflareApi } from '../../tools/cloudflare/cloudflareApi.ts'
import { openD1Database } from '../cloudflare/d1Database.ts'
import { type Cloudflare, startCloudflare } from '../cloudflare/startCloudflare.ts'

let cloudflare: Cloudflare
let folder: string
beforeAll(async () => {
  cloudflare = await startCloudflare()
  folder = mkdtempSync(join(tmpdir(), 'backup-'))
  process.env.CLOUDFLARE_API_BASE_URL = cloudflare.url
})
afterAll(async () => {
  delete process.env.CLOUDFLARE_API_BASE_URL
  rmSync(folder, { recursive: true })
  await cloudflare.close()
})
afterEach(() => {
  cloudflare.faults.length = 0
})

let files = 0
const newFile = (ending: string) => join(folder, `${++files}.${ending}`)

/** An empty database on the imitation. `db` is SQLite's, to look into. */
function newDeployed(limits?: Parameters<typeof openD1Database>[0]) {
  const id = `db${cloudflare.databases.size}`
  const d1 = openD1Database(limits)
  cloudflare.databases.set(id, { name: id, d1 })
  const credentials = async () => ({ authorization: `Bearer ${cloudflare.token}` })
  return { db: d1.db, copied: deployedDatabase({ id: 'a1', api: cloudflareApi(credentials, [1]) }, id) }
}

/** An empty database in a local file. `use` opens it, commits what was done, and closes it. */
function newLocal() {
  const file = newFile('sqlite')
  new DatabaseSync(file).close()
  return {
    async use<T>(work: (db: CopiedDatabase) => Promise<T>): Promise<T> {
      const db = openLocalDatabase(file, true)
      try {
        const result = await work(db)
        db.commit()
        return result
      } finally {
        db.close()
      }
    },
    rows: () => rowsOf(new DatabaseSync(file)),
  }
}

async function migrate(db: CopiedDatabase, names = migrationFiles()) {
  await db.exec(CREATE_MIGRATIONS_TABLE)
  for (const name of names) await applyMigration(db, name)
}

/** All rows of all tables, exact. */
function rowsOf(db: DatabaseSync) {
  const names = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
    .all()
    .map(({ name }) => String(name))
  return Object.fromEntries(
    names.map((name) => {
      const statement = db.prepare(`SELECT * FROM "${name}" ORDER BY 1, 2`)
      statement.setReadBigInts(true)
      return [name, statement.all().map((row) => Object.values(row))]
    }),
  )
}

const TEXTS = [
  '',
  'Крамниця “☕” 👩‍👩‍👧',
  `it's a "quote" \\ back\nnew\r\nline\ttab`,
  'a NUL \0 in the middle',
  '\\u0000 is no NUL',
  '[1,null]',
  '5',
]
/** The last column of the first sessions: more than a statement may have, and nearly all that a row may have. */
const LARGE = ['x'.repeat(150_000), 'щ"'.repeat(600_000)]
const INTEGERS = [0n, -1n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), 1_795_994_397_828n]
const REALS = [0, 1, -0.1, 1 / 3, 5e-324, 1.7976931348623157e308, 1_795_994_397_828.25]

/** Fills every table with values that are hard to copy. Returns how many rows each has. */
function fill(db: DatabaseSync, rows = 12): Record<string, number> {
  const tables = db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('d1_migrations', 'sqlite_sequence')`,
    )
    .all()
  return Object.fromEntries(
    tables.map(({ name }) => {
      const columns = db
        .prepare('SELECT name, type, pk, "notnull" FROM pragma_table_info(?)')
        .all(String(name))
      const insert = db.prepare(
        `INSERT OR IGNORE INTO "${name}" VALUES (${columns.map(() => '?').join(', ')})`,
      )
      for (let row = 0; row < rows; row++)
        insert.run(
          ...columns.map(({ type, notnull, pk }, i) => {
            if (!notnull && !pk && row % 5 === 0) return null
            if (type === 'INTEGER')
              return pk ? BigInt(row) * 97n + INTEGERS[(row + i) % 2]! : INTEGERS[(row + i) % 6]!
            if (type === 'REAL') return REALS[(row + i) % REALS.length]!
            const isLarge = rows > 3 && name === 'sessions' && i === columns.length - 1 && LARGE[row]
            if (isLarge) return isLarge
            const text = TEXTS[(row * 3 + i) % TEXTS.length]!
            return pk || i < 4 ? `${text.slice(0, 20)}${row}` : text
          }),
        )
      return [String(name), Number(db.prepare(`SELECT count(*) AS n FROM "${name}"`).get()!.n)]
    }),
  )
}

it('every table comes back row for row, from D1 to a file, to a local database, and back to D1', async () => {
  const source = newDeployed()
  await migrate(source.copied)
  const counts = fill(source.db)
  expect(Object.values(counts).filter((count) => count < 2)).toEqual([])
  const wanted = rowsOf(source.db)
  const [first, second] = [newFile('gz'), newFile('gz')]
  const { rows, changedMeanwhile } = await backUp(source.copied, first)
  expect([rows, changedMeanwhile]).toEqual([Object.values(counts).reduce((a, b) => a + b), false])
  const local = newLocal()
  await local.use((db) => restoreInto(db, first, false))
  expect(local.rows()).toEqual(wanted)
  await local.use((db) => backUp(db, second))
  const target = newDeployed()
  await restoreInto(target.copied, second, false)
  expect(rowsOf(target.db)).toEqual(wanted)
  // A key that a deleted row had is not given again.
  expect(wanted.sqlite_sequence!.length).toBeGreaterThan(0)
})

it('copies blobs, and doubles to the last bit', async () => {
  const [from, to] = [newDeployed(), newDeployed()]
  for (const { db } of [from, to]) db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, x REAL, b BLOB) STRICT')
  const insert = from.db.prepare('INSERT INTO t VALUES (?, ?, ?)')
  const bits = new DataView(new ArrayBuffer(8))
  for (let id = 0; id < 3000; id++) {
    // A linear congruential generator: the same numbers in every run.
    bits.setUint32(0, (id * 2_654_435_761) >>> 0)
    bits.setUint32(4, (id * 1_597_334_677) >>> 0)
    const x = bits.getFloat64(0)
    insert.run(id, Number.isFinite(x) ? x : id, new Uint8Array(bits.buffer.slice(0)))
  }
  const table = {
    name: 't',
    columns: [
      { name: 'id', type: 'INTEGER' },
      { name: 'x', type: 'REAL' },
      { name: 'b', type: 'BLOB' },
    ],
    key: [{ name: 'id', type: 'INTEGER' }],
  } satisfies Parameters<typeof lineWriter>[1]
  const writer = lineWriter(to.copied, table)
  for await (const lines of readLines(from.copied, table)) for (const line of lines) await writer.add(line)
  await writer.flush()
  const rows = (db: DatabaseSync) => db.prepare('SELECT * FROM t ORDER BY id').all()
  expect(rows(to.db)).toEqual(rows(from.db))
})

describe('a restore', () => {
  /** A backup of a small database with the first `count` migrations, and its rows. */
  async function smallBackup(count?: number) {
    const source = newDeployed()
    await migrate(source.copied, migrationFiles().slice(0, count))
    fill(source.db, 3)
    const file = newFile('gz')
    await backUp(source.copied, file)
    return { file, source }
  }
  const edited = (file: string, edit: (text: string) => string) => {
    const to = newFile('gz')
    writeFileSync(to, gzipSync(edit(gunzipSync(readFileSync(file)).toString())))
    return to
  }

  it('leaves a database with rows as it is, and replaces it with --force', async () => {
    const { file, source } = await smallBackup()
    const target = newDeployed()
    await migrate(target.copied)
    await restoreInto(target.copied, file, false)
    target.db.exec(`DELETE FROM sites; INSERT INTO salts VALUES ('2026-11-30', 'salt')`)
    const before = rowsOf(target.db)
    await expect(restoreInto(target.copied, file, false)).rejects.toThrow(
      /not empty \(rows in .*orders.*--force/,
    )
    expect(rowsOf(target.db)).toEqual(before)
    await restoreInto(target.copied, file, true)
    expect(rowsOf(target.db)).toEqual(rowsOf(source.db))
  })

  it('refuses a file that is something else, damaged, cut off or newer, and undoes a local restore', async () => {
    const { file } = await smallBackup()
    const cut = newFile('gz')
    const bytes = readFileSync(file)
    writeFileSync(cut, bytes.subarray(0, bytes.length - 100))
    const cases: [string, RegExp][] = [
      [newFile('gz'), /cannot be read: ENOENT/],
      [edited(file, () => 'id,name\n1,x\n'), /is no backup/],
      [cut, /cannot be read|end is missing/],
      [edited(file, (text) => text.split('\n').slice(0, -2).join('\n')), /end is missing/],
      [edited(file, (text) => text.replace('Крамниця', 'Крамниці')), /differ from their digest/],
      [edited(file, (text) => text.replace('"version":1', '"version":2')), /newer version/],
      [
        edited(file, (text) => text.replace('0001_init.sql', '9999_later.sql')),
        /does not know \(9999_later.sql\)/,
      ],
    ]
    for (const [broken, message] of cases) {
      const local = newLocal()
      await expect(local.use((db) => restoreInto(db, broken, true))).rejects.toThrow(message)
      expect(local.rows()).toEqual({})
    }
  })

  it('that is interrupted is continued by the same command', async () => {
    const { file, source } = await smallBackup()
    const target = newDeployed()
    const inserts = () => cloudflare.requests.filter((request) => request.endsWith('/raw')).length
    const began = inserts()
    // Breaks in the middle: all requests from then on. Each migration takes some requests before.
    const middle = 16 + 4 * migrationFiles().length
    const matches = { test: () => inserts() - began > middle } as unknown as RegExp
    cloudflare.faults.push({ matches, drop: 'after' })
    await expect(restoreInto(target.copied, file, false)).rejects.toThrow('Cloudflare cannot be reached')
    cloudflare.faults.length = 0
    const [{ lines }] = target.db.prepare('SELECT lines FROM restore_progress').all() as [{ lines: number }]
    expect(lines).toBeGreaterThan(10)
    target.db.exec(
      `CREATE TRIGGER once BEFORE INSERT ON costs BEGIN SELECT RAISE(ABORT, 'inserted again'); END`,
    )
    await restoreInto(target.copied, file, false)
    target.db.exec('DROP TRIGGER once')
    expect(rowsOf(target.db)).toEqual(rowsOf(source.db))
  })

  it('of an older schema ends with the present one', async () => {
    const { file } = await smallBackup(1)
    const local = newLocal()
    const { migrated } = await local.use((db) => restoreInto(db, file, false))
    expect(migrated).toEqual(migrationFiles().slice(1))
    expect(local.rows().d1_migrations).toHaveLength(migrationFiles().length)
    expect(local.rows().sessions).toHaveLength(3)
  })

  it('of a database that was written while it was copied makes rollups again and keeps a moved session once', async () => {
    const source = newDeployed()
    await migrate(source.copied)
    const session = (started_ms: number, ended_ms: number, rev: number) => {
      const columns = source.db.prepare(`SELECT name, type FROM pragma_table_info('sessions')`).all()
      const known: Record<string, string | number> = {
        site_id: 1,
        started_ms,
        ended_ms,
        rev,
        id: 's',
        visitor_id: 'v',
      }
      source.db
        .prepare(`INSERT INTO sessions VALUES (${columns.map(() => '?').join(', ')})`)
        .run(...columns.map(({ name, type }) => known[String(name)] ?? (type === 'INTEGER' ? 0 : '')))
    }
    // As it was read before it moved, as it was read afterwards, and another session that the server gave the same id.
    session(2000, 3000, 1)
    session(1000, 3000, 2)
    session(9000, 9000, 1)
    source.db.exec(`INSERT INTO rollups VALUES (1, 'channel', 1, 1, 0, '[]')`)
    const file = newFile('gz')
    source.copied.bookmark = async () => undefined
    expect((await backUp(source.copied, file)).changedMeanwhile).toBe(true)
    const target = newDeployed()
    await restoreInto(target.copied, file, false)
    expect(target.db.prepare('SELECT started_ms FROM sessions').all()).toEqual([
      { started_ms: 1000 },
      { started_ms: 9000 },
    ])
    expect(rowsOf(target.db).rollups).toEqual([])
  })
})

it('a page that is too large for one answer is read in smaller ones', async () => {
  const { db, copied } = newDeployed({ answer_bytes: 500_000 })
  db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT NOT NULL) STRICT')
  const insert = db.prepare('INSERT INTO t VALUES (?, ?)')
  for (let id = 0; id < 120; id++) insert.run(id, 'x'.repeat(6000))
  const column = { name: 'id', type: 'INTEGER' } as const
  let rows = 0
  const table = { name: 't', columns: [column, { name: 'x', type: 'TEXT' as const }], key: [column] }
  for await (const lines of readLines(copied, table)) rows += lines.length
  expect(rows).toBe(120)
})
