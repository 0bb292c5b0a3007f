/** Every operation of the API: its scopes, its parameters, its body and its answers. */
import { z } from 'zod'
import type { AuditAction } from '../../wire/answers/audit.ts'
import * as answers from '../../wire/answers/index.ts'
import type { Scope } from '../../wire/answers/values.ts'
import {
  apiBatch,
  exclusionPost,
  newSite,
  newToken,
  orderPut,
  ratesPut,
  signIn,
  sitePatch,
} from '../../wire/schema.ts'
import { BREAKDOWNS } from '../metrics/dimensions.ts'
import { type ReportName, ROWS, type RowSpec } from '../metrics/reportRows.ts'
import { EXPORTS, XLSX_TYPE } from '../stats/export/exports.ts'
import { COMPARABLE } from '../stats/reports/breakdown.ts'
import {
  ALL_SIGN_INS,
  ALL_SIGN_OUT,
  BOM,
  CHOICE,
  COMPARE,
  COMPARE_ROWS,
  CURRENCY,
  CURSOR,
  DETAIL,
  OF_EXPORT,
  OF_REPORT,
  PAGE,
  type Parameter,
  PERSON,
  PREVIEW,
  path,
  REPORT,
  REPORTS_ASKED,
  ROLLUP,
  SITE,
  SORT,
  STEP_ROWS,
  sortBy,
} from './parameters.ts'
import { reportSchema, sessionSchema, sortKeys } from './rows.ts'

export interface Operation {
  summary: string
  tag: 'Ingest' | 'Orders' | 'Reports' | 'Exports' | 'Sites' | 'Access' | 'Privacy' | 'Service'
  /** A token needs one of these scopes; `admin` includes the others. Empty: no token is needed. */
  scopes: Scope[]
  /** A request with any other query parameter is refused, except for those in `tolerated`. */
  parameters?: Parameter[]
  /**
   * Query parameters that are accepted although the document does not list them: they have no effect, or the route refuses
   * them with its own message. `any`: all are accepted, because a refusal would lose an order or look like an outage.
   */
  tolerated?: string[] | 'any'
  /** The schema of the JSON body. Null: the body is a table, as CSV or JSON. */
  body?: z.ZodType | null
  /** By status; null: no body, text: its media type. */
  answers: Record<number, z.ZodType | string | null>
  /** What the audit trail calls a request that succeeds. Null: it changes nothing, or only what visitors and orders are. */
  audit?: AuditAction | null
}

/** An operation that may change something must say what the audit trail keeps of it. */
type Change = Operation & { audit: AuditAction | null }
type Paths = Record<
  string,
  { get?: Operation } & Partial<Record<'post' | 'put' | 'patch' | 'delete', Change>>
>

const specOf = (name: ReportName): RowSpec => ROWS[name]

const report = (name: ReportName): Operation => ({
  tag: 'Reports',
  summary: name in BREAKDOWNS ? `Sessions, conversions and revenue by ${name}` : `The report ${name}`,
  scopes: ['read'],
  parameters: [
    ...REPORT,
    ...(sortKeys(name).length ? [sortBy(sortKeys(name))] : []),
    ...(specOf(name).uncompared ? [] : [COMPARE]),
    ...(OF_REPORT[name] ?? []),
    ...(COMPARABLE.some((one) => one === name) ? [COMPARE_ROWS] : []),
  ],
  tolerated: ['sort', 'compare', 'bom'],
  answers: { 200: reportSchema(name) },
})

const file = (ending: string, type: string, more: Parameter[]): Operation => ({
  tag: 'Exports',
  summary: `The whole period as ${ending}`,
  scopes: ['read'],
  parameters: [
    { ...path('type', 'A report, or a list.'), schema: { enum: Object.keys(EXPORTS) } },
    ...CHOICE,
    SORT,
    ...OF_EXPORT,
    ROLLUP,
    ...more,
  ],
  tolerated: ['limit', 'cursor', 'format', 'bom', 'compare_rows'],
  answers: { 200: type },
})

const ORDER = path('transaction_id', 'The order’s number in the shop.')
const ONE_SITE = path('site', 'The name of the site.')
const VISITOR = path('visitor_id', 'The id of the visitor.')

export const PATHS: Paths = {
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
  '/api/orders': {
    get: {
      tag: 'Orders',
      summary: 'Orders of unusual amounts that only a page has reported: they are held until one is accepted',
      scopes: ['read'],
      parameters: [SITE],
      answers: { 200: answers.heldOrdersAnswer },
    },
  },
  '/api/orders/{transaction_id}/accept': {
    post: {
      tag: 'Orders',
      summary: 'Counts an order that is held; may be repeated',
      audit: 'order_accepted',
      scopes: ['admin'],
      parameters: [ORDER, SITE],
      answers: { 200: answers.orderShown },
    },
  },
  '/api/orders/{transaction_id}': {
    put: {
      tag: 'Orders',
      summary: 'Reports the state of an order from the shop’s server; may be repeated',
      audit: null,
      scopes: ['ingest'],
      parameters: [ORDER],
      tolerated: 'any',
      body: orderPut,
      answers: { 200: answers.orderShown },
    },
    get: {
      tag: 'Orders',
      summary: 'An order, and the touches that led to it',
      scopes: ['read', 'ingest'],
      parameters: [ORDER, SITE],
      answers: { 200: answers.orderShown },
    },
    delete: {
      tag: 'Orders',
      summary:
        'Removes an order with its conversion. Only a later report of the shop’s server brings it back',
      audit: 'order_removed',
      scopes: ['admin'],
      parameters: [ORDER, SITE],
      answers: { 204: null },
    },
  },
  '/api/reconcile': {
    post: {
      tag: 'Orders',
      summary: 'Compares the shop’s own orders with the tracked ones',
      audit: null,
      scopes: ['read'],
      parameters: [SITE],
      body: null,
      answers: { 200: answers.reconcileAnswer },
    },
  },
  '/api/costs': {
    post: {
      tag: 'Orders',
      summary: 'Loads ad spend: an ad platform’s export file, or JSON. If a line is wrong, nothing is loaded',
      audit: 'costs_loaded',
      scopes: ['costs'],
      parameters: [SITE, CURRENCY, PREVIEW],
      body: null,
      answers: { 200: answers.costsAnswer },
    },
  },
  '/api/rates': {
    get: {
      tag: 'Orders',
      summary: 'Exchange rates into the site’s currency',
      scopes: ['read'],
      parameters: [SITE],
      answers: { 200: answers.ratesAnswer },
    },
    put: {
      tag: 'Orders',
      summary: 'Adds exchange rates, or replaces those of the same day',
      audit: 'rates_set',
      scopes: ['admin'],
      parameters: [SITE],
      body: ratesPut,
      answers: { 200: answers.ratesStored },
    },
  },
  ...Object.fromEntries(
    (Object.keys(ROWS) as ReportName[]).map((name) => [`/api/stats/${name}`, { get: report(name) }]),
  ),
  '/api/stats': {
    get: {
      tag: 'Reports',
      summary: 'Several reports in one request; if one fails, the others are still answered',
      scopes: ['read'],
      parameters: [...CHOICE, SORT, REPORTS_ASKED, COMPARE, ROLLUP],
      tolerated: [
        'format',
        'limit',
        'cursor',
        'compare_rows',
        ...Object.values(OF_REPORT)
          .flat()
          .map(({ name }) => name),
      ],
      answers: { 200: answers.reportsAnswer },
    },
  },
  '/api/stats/sessions/{id}': {
    get: {
      tag: 'Reports',
      summary: 'A session with its events, its visitor’s touches, its orders, and why it has its channel',
      scopes: ['read'],
      parameters: [path('id', 'The id of the session.'), SITE],
      answers: { 200: sessionSchema },
    },
  },
  '/api/export/{type}.csv': { get: file('CSV', 'text/csv', [BOM]) },
  '/api/export/{type}.xlsx': { get: file('a workbook', XLSX_TYPE, []) },
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
