/** `npm run bench`: runs all benchmarks of this folder, one after another. Each prints one JSON object a line. */
import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { print, printError } from '../tools/output.ts'
import { endOnSignal, runScript } from '../tools/run.ts'

endOnSignal()
const entries = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith('.ts') && file !== basename(import.meta.filename),
)
for (const file of entries.sort()) {
  try {
    const printed = await runScript(`bench/${file}`)
    if (printed) print(printed)
  } catch (error) {
    printError(error)
    process.exitCode = 1
  }
}
