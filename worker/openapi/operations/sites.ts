/** Sites and their settings. */
import * as answers from '../../../wire/answers/index.ts'
import { newSite, sitePatch } from '../../../wire/schema.ts'
import type { Paths } from '../operation.ts'
import { path, STEP_ROWS } from '../parameters.ts'

const ONE_SITE = path('site', 'The name of the site.')

export const sites: Paths = {
  '/api/sites': {
    get: {
      tag: 'Sites',
      summary: 'The sites that the token may see',
      scopes: ['read'],
      answers: { 200: answers.sitesAnswer },
    },
    post: {
      tag: 'Sites',
      summary: 'Sets up a site',
      audit: 'site_added',
      scopes: ['admin'],
      body: newSite,
      answers: { 201: answers.siteAnswer },
    },
  },
  '/api/sites/{site}': {
    patch: {
      tag: 'Sites',
      summary: 'Changes settings',
      audit: 'site_changed',
      scopes: ['admin'],
      parameters: [ONE_SITE],
      body: sitePatch,
      answers: { 200: answers.siteAnswer },
    },
    delete: {
      tag: 'Sites',
      summary: 'Removes a site with all its data',
      audit: 'site_removed',
      scopes: ['admin'],
      parameters: [ONE_SITE],
      answers: { 204: null },
    },
  },
  '/api/sites/{site}/status': {
    get: {
      tag: 'Sites',
      summary: 'Whether events arrive, and which were dropped in the last 24 hours',
      scopes: ['read'],
      parameters: [ONE_SITE],
      answers: { 200: answers.statusAnswer },
    },
  },
  '/api/sites/{site}/identify-secret': {
    post: {
      tag: 'Sites',
      summary: 'Makes the secret that signs user ids, and shows it once. It replaces the one before',
      audit: 'identify_secret_made',
      scopes: ['admin'],
      parameters: [ONE_SITE],
      answers: { 201: answers.identifySecretAnswer },
    },
  },
  '/api/sites/{site}/reclassify': {
    post: {
      tag: 'Sites',
      summary: 'Applies the current channel rules to stored sessions and orders, one step per request',
      audit: 'reclassify_started',
      scopes: ['admin'],
      parameters: [ONE_SITE, STEP_ROWS],
      answers: { 200: answers.reclassifyAnswer },
    },
  },
}
