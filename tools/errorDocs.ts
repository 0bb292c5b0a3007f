/** Writes docs/errors.md from worker/errorCodes.ts: `node tools/errorDocs.ts`. `npm run check` compares the two. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DROPS, ERRORS } from '../worker/errorCodes.ts'
import { ROOT } from './run.ts'

const FILE = join(ROOT, 'docs', 'errors.md')

const text = () => `# Errors

<!-- Made by \`node tools/errorDocs.ts\` from worker/errorCodes.ts. Do not edit it here. -->

Every error of the API has one shape. \`issues\` is there where something in the request can be named; \`line\` and
\`column\` where it is in a file.

\`\`\`json
{ "error": { "code": "bad_request", "message": "limit: must be a whole number from 1 to 1000",
  "issues": [{ "path": "limit", "message": "must be a whole number from 1 to 1000" }] } }
\`\`\`

| status | code | means | what to do |
| --- | --- | --- | --- |
${Object.entries(ERRORS)
  .map(([code, { status, means, todo }]) => `| ${status} | \`${code}\` | ${means} | ${todo} |`)
  .join('\n')}

## Dropped events

\`POST /e\` and \`POST /api/events\` judge each event alone: the answer is 202, and \`dropped\` lists the events that were
not counted, each with its \`index\`, \`reason\` and \`message\`. The report \`drops\` counts them by day.

| reason | means | what to do |
| --- | --- | --- |
${Object.entries(DROPS)
  .map(([reason, { means, todo }]) => `| \`${reason}\` | ${means} | ${todo} |`)
  .join('\n')}
`

/** Throws when docs/errors.md is not what the codes make. */
export function checkErrorDocs(): void {
  if (readFileSync(FILE, 'utf8') !== text())
    throw new Error('docs/errors.md is out of date: run `node tools/errorDocs.ts`')
}

if (import.meta.main) writeFileSync(FILE, text())
