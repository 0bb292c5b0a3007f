/** Whether the Worker works, and this document. */
import { z } from 'zod'
import * as answers from '../../../wire/answers/index.ts'
import type { Paths } from '../operation.ts'
import { DETAIL } from '../parameters.ts'

export const service: Paths = {
  '/api/health': {
    get: {
      tag: 'Service',
      summary: 'Whether the Worker and its database work; for admins of every site also how they do',
      scopes: [],
      parameters: [DETAIL],
      // Monitors add a number, so that no cache answers.
      tolerated: 'any',
      answers: { 200: z.union([answers.healthAnswer, answers.healthDetail]) },
    },
  },
  '/api/openapi.json': {
    get: {
      tag: 'Service',
      summary: 'This document',
      scopes: [],
      tolerated: 'any',
      answers: { 200: 'application/json' },
    },
  },
}
