/** What is stored of people, and what reports leave out. */
import * as answers from '../../../wire/answers/index.ts'
import { exclusionPost } from '../../../wire/schema.ts'
import type { Paths } from '../operation.ts'
import { CURSOR, PERSON, path, SITE } from '../parameters.ts'

const VISITOR = path('visitor_id', 'The id of the visitor.')

export const privacy: Paths = {
  '/api/people': {
    get: {
      tag: 'Privacy',
      summary: 'Everything that is stored of a person: of all linked browsers, in pages',
      scopes: ['admin'],
      parameters: [SITE, ...PERSON, CURSOR],
      answers: { 200: answers.personAnswer },
    },
    delete: {
      tag: 'Privacy',
      summary: 'Erases a person: all linked browsers, step by step. Orders stay without the person',
      audit: 'person_erased',
      scopes: ['admin'],
      parameters: [SITE, ...PERSON],
      answers: { 200: answers.erasedAnswer },
    },
  },
  '/api/exclusions': {
    get: {
      tag: 'Privacy',
      summary: 'What reports leave out',
      scopes: ['admin'],
      parameters: [SITE],
      answers: { 200: answers.exclusionsAnswer },
    },
    post: {
      tag: 'Privacy',
      summary: 'Leaves a visitor, a source or an interval of time out of reports; sent again, it continues',
      audit: 'exclusion_added',
      scopes: ['admin'],
      parameters: [SITE],
      body: exclusionPost,
      answers: { 200: answers.exclusionAnswer },
    },
  },
  '/api/exclusions/{id}': {
    delete: {
      tag: 'Privacy',
      summary: 'Includes it in reports again; sent again, it continues',
      audit: 'exclusion_removed',
      scopes: ['admin'],
      parameters: [path('id', 'The id of the exclusion.'), SITE],
      answers: { 200: answers.exclusionAnswer },
    },
  },
  '/api/purge': {
    post: {
      tag: 'Privacy',
      summary:
        'Deletes a visitor, the sessions of a source or an interval of time for good; sent again, it continues',
      audit: 'purged',
      scopes: ['admin'],
      parameters: [SITE],
      body: exclusionPost,
      answers: { 200: answers.purgeAnswer },
    },
  },
  '/api/visitors/{visitor_id}': {
    get: {
      tag: 'Privacy',
      summary: 'Everything that is stored of a visitor',
      scopes: ['admin'],
      parameters: [VISITOR, SITE],
      answers: { 200: answers.visitorAnswer },
    },
    delete: {
      tag: 'Privacy',
      summary: 'Erases everything that is stored of a visitor',
      audit: 'visitor_erased',
      scopes: ['admin'],
      parameters: [VISITOR, SITE],
      answers: { 204: null },
    },
  },
}
