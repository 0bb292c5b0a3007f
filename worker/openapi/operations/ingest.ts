/** Events from servers. `POST /e` is not described: only the script uses it. */
import * as answers from '../../../wire/answers/index.ts'
import { apiBatch } from '../../../wire/schema.ts'
import type { Paths } from '../operation.ts'

export const ingest: Paths = {
  '/api/events': {
    post: {
      tag: 'Ingest',
      summary: 'Events from a server; each is accepted or dropped on its own',
      audit: null,
      scopes: ['ingest'],
      // Shops add the site to every URL, and relays of webhooks add words of their own.
      tolerated: 'any',
      body: apiBatch,
      answers: { 202: answers.ingestAnswer },
    },
  },
}
