/**
 * `npm run backup`: copies all tables of the database of `npm start` to a file. `npm run backup -- --remote` copies the deployed one,
 * while it serves. A name for the file may follow: `npm run backup -- --remote shop.ndjson.gz`.
 */
import { existsSync, rmSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { backUp } from './backup/backUp.ts'
import { partOf } from './backup/backupFile.ts'
import { openBackedUp, progressPrinter } from './backup/commands.ts'
import { print, printError, step } from './output.ts'
import { endOnSignal } from './run.ts'

const fileNow = () => `backup-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.ndjson.gz`

endOnSignal()
try {
  const { values, positionals } = parseArgs({
    options: { remote: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const file = positionals[0] ?? fileNow()
  if (existsSync(file)) throw new Error(`${file} exists already. Choose another name.`)
  process.on('exit', () => rmSync(partOf(file), { force: true }))
  const db = await openBackedUp(values.remote)
  const { changedMeanwhile } = await step(
    `Copying ${db.name}`,
    () => backUp(db, file, progressPrinter()),
    ({ tables, rows }) =>
      `${rows} rows of ${tables} tables in ${file}, ${(statSync(file).size / 1e6).toFixed(1)} MB`,
  )
  db.close()
  if (changedMeanwhile)
    print(
      'The database was written meanwhile. What came in before the beginning is in the file; after a restore, rollups are made again.',
    )
  print('The file has personal data and the hashes of tokens: keep it as safe as the database.')
} catch (error) {
  printError(error)
  process.exitCode = 1
}
