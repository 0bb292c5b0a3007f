/**
 * `npm run deploy`: creates the D1 database on Cloudflare if it is missing, migrates it, sets the secrets that the Worker does not
 * have yet, and deploys the Worker. A later run updates. If a step fails, the previous version goes on, and another run continues.
 *
 * - `npm run deploy -- --rollback` serves the previous version of the Worker again. The database stays as it is.
 * - `npm run deploy -- --dry-run` checks what would be uploaded and prints the steps. It needs no account.
 */
import { parseArgs } from 'node:util'
import { deploy, dryRun, rollback } from './cloudflare/deployment.ts'
import { printError } from './output.ts'
import { endOnSignal, ROOT } from './run.ts'

process.chdir(ROOT)
endOnSignal()
try {
  const boolean = { type: 'boolean', default: false } as const
  const { values } = parseArgs({ options: { 'dry-run': boolean, rollback: boolean } })
  await (values['dry-run'] ? dryRun : values.rollback ? rollback : deploy)()
} catch (error) {
  printError(error)
  process.exitCode = 1
}
