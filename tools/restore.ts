/**
 * `npm run restore -- FILE`: fills the database of `npm start` from a backup; `--remote` fills the deployed one, which is created if it
 * does not exist. The database must be empty; with `--force` its rows are replaced. After a failure, the same command continues.
 */
import { parseArgs } from 'node:util'
import { openRestored, progressPrinter } from './backup/commands.ts'
import { readHeader, restoreInto } from './backup/restoreInto.ts'
import { print, printError, step } from './output.ts'
import { endOnSignal } from './run.ts'

endOnSignal()
try {
  const boolean = { type: 'boolean', default: false } as const
  const { values, positionals } = parseArgs({
    options: { remote: boolean, force: boolean },
    allowPositionals: true,
  })
  const [file] = positionals
  if (!file) throw new Error('Which backup? For example: npm run restore -- backup.ndjson.gz')
  const { made_at } = await readHeader(file)
  const { db, commit } = await openRestored(values.remote)
  const { migrated } = await step(
    `Restoring the backup of ${made_at} into ${db.name}`,
    async () => {
      const restored = await restoreInto(db, file, values.force, progressPrinter())
      commit()
      return restored
    },
    ({ tables, rows }) => `${rows} rows of ${tables} tables are restored and compared with the file`,
  ).finally(() => db.close())
  if (migrated.length) print(`The schema is brought up to date: ${migrated.join(', ')}`)
} catch (error) {
  printError(error)
  process.exitCode = 1
}
