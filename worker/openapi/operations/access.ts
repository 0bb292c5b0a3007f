/** Tokens, sign-ins and the audit trail. */
import * as answers from '../../../wire/answers/index.ts'
import { newToken, signIn } from '../../../wire/schema.ts'
import type { Paths } from '../operation.ts'
import { ALL_SIGN_INS, ALL_SIGN_OUT, PAGE, path, SITE } from '../parameters.ts'

export const access: Paths = {
  '/api/tokens': {
    get: { tag: 'Access', summary: 'The tokens', scopes: ['admin'], answers: { 200: answers.tokensAnswer } },
    post: {
      tag: 'Access',
      summary: 'Makes a token',
      audit: 'token_added',
      scopes: ['admin'],
      body: newToken,
      answers: { 201: answers.newTokenAnswer },
    },
  },
  '/api/tokens/{id}': {
    delete: {
      tag: 'Access',
      summary: 'Revokes a token',
      audit: 'token_removed',
      scopes: ['admin'],
      parameters: [path('id', 'The id of the token.')],
      answers: { 204: null },
    },
  },
  '/api/audit': {
    get: {
      tag: 'Access',
      summary: 'Who changed what in the last 90 days, the newest first',
      scopes: ['admin'],
      parameters: [SITE, ...PAGE],
      answers: { 200: answers.auditAnswer },
    },
  },
  '/api/session': {
    post: {
      tag: 'Access',
      summary: 'Signs in to the dashboard: sets its cookie for a token',
      audit: 'signed_in',
      scopes: [],
      body: signIn,
      answers: { 200: answers.principalAnswer },
    },
    get: {
      tag: 'Access',
      summary: 'The scope and the sites of the token or the sign-in',
      scopes: ['read'],
      parameters: [ALL_SIGN_INS],
      answers: { 200: answers.principalAnswer },
    },
    delete: {
      tag: 'Access',
      summary: 'Signs out',
      audit: 'signed_out_everywhere',
      scopes: [],
      parameters: [ALL_SIGN_OUT],
      answers: { 204: null },
    },
  },
}
