/** The page state in the address, and the API's parameters for it. */
import { describe, expect, it } from 'vitest'
import { withFilter, withoutFilter } from '../../dashboard/shared/address/filters.ts'
import {
  addressOf,
  DEFAULT_STATE,
  daysOf,
  type PageState,
  readState,
} from '../../dashboard/shared/address/pageState.ts'
import {
  exportPath,
  reportName,
  scopeParams,
  sessionPath,
} from '../../dashboard/shared/fetching/reportRequest.ts'
import { isOver } from '../../dashboard/shared/format/day.ts'
import type { Filter } from '../../wire/filter.ts'
import type { BucketSize } from '../../wire/query.ts'
import { isDay, shiftDay } from '../../wire/time.ts'

describe('the address', () => {
  const states: [about: string, change: Partial<PageState>, address: string][] = [
    ['nothing', {}, '/'],
    ['a site', { site: 'shop.example' }, '/?site=shop.example'],
    ['a relative period', { period: 'week' }, '/?period=week'],
    ['dates', { from: '2026-11-01', to: '2026-11-11' }, '/?from=2026-11-01&to=2026-11-11'],
    ['a first day alone', { from: '2026-11-01' }, '/?from=2026-11-01'],
    ['an open session', { site: 'a.b', session: 'x&y=z#/?' }, '/?site=a.b&session=x%26y%3Dz%23%2F%3F'],
    ['the form for a site, in Ukrainian', { view: 'add', lang: 'uk' }, '/?view=add&lang=uk'],
    [
      'a view, its comparison and a model',
      { view: 'ads', compare: 'year', model: 'linear' },
      '/?view=ads&compare=year&model=linear',
    ],
    ['no comparison', { compare: 'none' }, '/?compare=none'],
    [
      'the order of tables',
      { sort: { sources: '-revenue', geo: 'country' } },
      '/?sort=sources%3A-revenue&sort=geo%3Acountry',
    ],
    [
      'what is chosen within panels',
      { choices: { credit: ['sources'], versus: ['red: 2', 'blue'] } },
      '/?pick=credit%3Asources&pick=versus%3Ared%3A+2&pick=versus%3Ablue',
    ],
    ['what the chart draws', { metric: 'revenue', interval: 'week' }, '/?metric=revenue&interval=week'],
    [
      'filters',
      {
        filters: [
          { dimension: 'source', operator: 'is', values: ['a:b', 'c|d\\\\e'] },
          { dimension: 'country', operator: 'is_not', values: ['UA'] },
        ],
      },
      '/?filter=source%3Ais%3Aa%3Ab%7Cc%5C%7Cd%5C%5C%5C%5Ce&filter=country%3Ais_not%3AUA',
    ],
  ]
  it.each(states)('writes %s and reads it back', (_, change, address) => {
    const state = { ...DEFAULT_STATE, ...change }
    expect(addressOf(state)).toBe(address)
    expect(readState(address.slice(1))).toEqual(state)
  })

  it.each([
    ['an unknown period', '?period=century'],
    ['a filter that is none', '?filter=planet:is:Mars&filter=source:like:x&filter=source:is:&filter=x'],
    ['an unknown view, model, comparison or interval', '?view=x&model=y&compare=z&interval=eon'],
    ['an order that is none', '?sort=sources&sort=:x&sort=a:b%20c'],
    ['a choice that is none', '?pick=x&pick=:y&pick=Z:1&pick=a:'],
    ['an unknown language', '?lang=tlh'],
    ['days that do not exist', '?from=2026-02-30&to=yesterday'],
    ['empty values', '?site=&session=&period='],
    ['parameters of others', '?fbclid=1&utm_source=x'],
  ])('with %s gives the default', (_, address) => {
    expect(readState(address)).toEqual(DEFAULT_STATE)
  })

  it('reads a site in any case, as the API does', () => {
    expect(readState('?site=Shop.Example').site).toBe('shop.example')
  })

  it('ignores the period if there are dates', () => {
    expect(addressOf({ ...DEFAULT_STATE, period: 'week', from: '2026-11-01' })).toBe('/?from=2026-11-01')
  })
})

describe('a request to the API', () => {
  const state: PageState = { ...DEFAULT_STATE, site: 'a&b', period: 'today' }
  const dated: PageState = { ...state, from: '2026-11-01', to: '2026-11-11' }

  it('has the site, the period, the filters and the model', () => {
    expect(scopeParams(state).toString()).toBe('site=a%26b&period=today')
    expect(scopeParams(dated).toString()).toBe('site=a%26b&from=2026-11-01&to=2026-11-11')
    const filters: Filter[] = [{ dimension: 'term', operator: 'contains', values: ['50%', '|'] }]
    expect(scopeParams({ ...state, filters, model: 'first' }).getAll('filter')).toEqual([
      'term:contains:50%|\\|',
    ])
    expect(scopeParams({ ...state, filters, model: 'first' }).get('model')).toBe('first')
  })

  it('names a report with its own parameters, without empty ones', () => {
    expect(reportName('general')).toBe('general')
    expect(reportName('geo', { by: 'city', limit: 0, cursor: null, sort: undefined })).toBe(
      'geo?by=city&limit=0',
    )
    expect(reportName('content', { compare_rows: ['a&b', 'c'], cursor: [] })).toBe(
      'content?compare_rows=a%26b&compare_rows=c',
    )
  })

  it('for an export has the same period and no limit', () => {
    expect(exportPath(dated, 'sources', 'xlsx', { sort: '-revenue' })).toBe(
      '/api/export/sources.xlsx?site=a%26b&from=2026-11-01&to=2026-11-11&sort=-revenue',
    )
  })

  it('for an export with dates of its own has no period: the API refuses both together', () => {
    const all: PageState = { ...dated, from: null, to: null, period: 'all' }
    expect(exportPath(all, 'cohorts', 'csv', { from: '2026-06-01' })).toBe(
      '/api/export/cohorts.csv?site=a%26b&from=2026-06-01',
    )
  })

  it('for a session has only its site and its encoded id', () => {
    expect(sessionPath(dated, '../x')).toBe('/api/stats/sessions/..%2Fx?site=a%26b')
  })
})

describe('the length of a period', () => {
  it.each<[string, Partial<PageState>, number]>([
    ['a relative one', { period: 'week' }, 7],
    ['all there is', { period: 'all' }, Number.POSITIVE_INFINITY],
    ['dates', { from: '2026-11-01', to: '2026-11-11' }, 10],
    ['a last day alone', { to: '2026-11-11' }, Number.POSITIVE_INFINITY],
  ])('%s', (_, change, days) => {
    expect(daysOf({ ...DEFAULT_STATE, ...change })).toBe(days)
  })
})

describe('days', () => {
  it.each([
    ['2026-11-22', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-1-1', false],
    ['2026-11-22T00:00', false],
    ['', false],
  ])('%s is a valid day: %s', (text, is) => {
    expect(isDay(text)).toBe(is)
  })

  it.each([
    ['2026-11-30', 1, '2026-12-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-29', 1, '2026-03-30'],
  ])('%s plus %i days is %s', (day, days, then) => {
    expect(shiftDay(day, days)).toBe(then)
  })
})

describe('filters', () => {
  const is = (dimension: Filter['dimension'], value: string): Filter => ({
    dimension,
    operator: 'is',
    values: [value],
  })
  const not: Filter = { dimension: 'source', operator: 'is_not', values: ['x'] }

  it('have one value for a dimension: the last chosen one', () => {
    expect(withFilter([is('source', 'a'), not, is('medium', 'b')], is('source', 'c'))).toEqual([
      not,
      is('medium', 'b'),
      is('source', 'c'),
    ])
  })

  it('are added once, and removed one by one', () => {
    expect(withFilter([not], not)).toEqual([not])
    expect(withoutFilter([not, is('source', 'x')], not)).toEqual([is('source', 'x')])
  })
})

describe('the last bucket', () => {
  const KYIV = 'Europe/Kyiv'
  it.each<[interval: BucketSize, start: string, to: string, over: boolean]>([
    ['hour', '2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z', true],
    ['hour', '2026-11-22T10:00:00Z', '2026-11-22T10:59:59Z', false],
    ['day', '2026-11-21T22:00:00Z', '2026-11-22T22:00:00Z', true],
    ['day', '2026-11-21T22:00:00Z', '2026-11-22T21:59:00Z', false],
    // 23 hours and 25 hours long.
    ['day', '2026-03-28T22:00:00Z', '2026-03-29T21:00:00Z', true],
    ['day', '2026-10-24T21:00:00Z', '2026-10-25T21:00:00Z', false],
    ['week', '2026-11-15T22:00:00Z', '2026-11-22T22:00:00Z', true],
    ['week', '2026-11-15T22:00:00Z', '2026-11-22T10:00:00Z', false],
    ['month', '2026-01-31T22:00:00Z', '2026-02-28T22:00:00Z', true],
    ['month', '2026-10-31T22:00:00Z', '2026-11-30T10:00:00Z', false],
  ])('of a %s that starts at %s has ended at %s: %s', (interval, start, to, over) => {
    expect(isOver(start, to, interval, KYIV)).toBe(over)
  })
})
