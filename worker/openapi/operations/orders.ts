/** Orders, and the money that reports need with them: costs and exchange rates. */
import * as answers from '../../../wire/answers/index.ts'
import { orderPut, ratesPut } from '../../../wire/schema.ts'
import type { Paths } from '../operation.ts'
import { CURRENCY, PREVIEW, path, SITE } from '../parameters.ts'

const ORDER = path('transaction_id', 'The order’s number in the shop.')

export const orders: Paths = {
  '/api/orders': {
    get: {
      tag: 'Orders',
      summary:
        'Orders to look into: of unusual amounts, which are held until one accepts them; and of amounts that are not known as a whole',
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
}
