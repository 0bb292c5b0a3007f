import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'

it('the data map of docs/privacy.md has every column of every table once, and no other', () => {
  const db = new DatabaseSync(':memory:')
  db.exec(readFileSync('schema.sql', 'utf8'))
  const columns = db
    .prepare(
      `SELECT t.name || '.' || c.name AS name FROM sqlite_schema t, pragma_table_info(t.name) c
WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'`,
    )
    .all()
  const map = readFileSync('docs/privacy.md', 'utf8').split('## The data map')[1]!
  const rows = map.split('\n').filter((line) => line.startsWith('| `'))
  const named = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name))
  expect(named.sort()).toEqual(columns.map(({ name }) => name).sort())
  for (const row of rows) expect(row.split('|').map((cell) => cell.trim())).toHaveLength(6)
})
