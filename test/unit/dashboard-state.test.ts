/** The dashboard's state in the address, and what the API is asked for it. */
import { describe, expect, it } from 'vitest'
import { isDay, shiftDay } from '../../dashboard/day.ts'
import {
  exportPath,
  parse,
  print,
  reportPath,
  START,
  type State,
  sessionPath,
} from '../../dashboard/state.ts'

describe('the address', () => {
  const states: [about: string, change: Partial<State>, address: string][] = [
    ['nothing', {}, '/'],
    ['a site', { site: 'shop.example' }, '/?site=shop.example'],
    ['a relative period', { period: 'week' }, '/?period=week'],
    ['dates', { from: '2026-11-01', to: '2026-11-11' }, '/?from=2026-11-01&to=2026-11-11'],
    ['a first day alone', { from: '2026-11-01' }, '/?from=2026-11-01'],
    ['an open session', { site: 'a.b', session: 'x&y=z#/?' }, '/?site=a.b&session=x%26y%3Dz%23%2F%3F'],
    ['the form for a site, in Ukrainian', { add: true, lang: 'uk' }, '/?add=1&lang=uk'],
  ]
  it.each(states)('writes %s and reads it back', (_, change, address) => {
    const state = { ...START, ...change }
    expect(print(state)).toBe(address)
    expect(parse(address.slice(1))).toEqual(state)
  })

  it.each([
    ['an unknown period', '?period=century'],
    ['an unknown language', '?lang=tlh'],
    ['days that do not exist', '?from=2026-02-30&to=yesterday'],
    ['empty values', '?site=&session=&period='],
    ['parameters of others', '?fbclid=1&utm_source=x'],
  ])('leaves %s at the default', (_, address) => {
    expect(parse(address)).toEqual(START)
  })

  it('reads a site in any case, as the API does', () => {
    expect(parse('?site=Shop.Example').site).toBe('shop.example')
  })

  it('lets dates win over a relative period', () => {
    expect(print({ ...START, period: 'week', from: '2026-11-01' })).toBe('/?from=2026-11-01')
  })
})

describe('what the API is asked', () => {
  const state: State = { ...START, site: 'a&b', period: 'today' }
  const dated: State = { ...state, from: '2026-11-01', to: '2026-11-11' }

  it('names the site, the period and the number of rows of a report', () => {
    expect(reportPath(state, 'campaigns', 20)).toBe('/api/stats/campaigns?site=a%26b&period=today&limit=20')
    expect(reportPath(dated, 'general')).toBe('/api/stats/general?site=a%26b&from=2026-11-01&to=2026-11-11')
  })

  it('exports the same period, without a limit', () => {
    expect(exportPath(dated, 'sources')).toBe(
      '/api/export/sources.csv?site=a%26b&from=2026-11-01&to=2026-11-11',
    )
  })

  it('asks for a session by its site alone, whatever its id', () => {
    expect(sessionPath(dated, '../x')).toBe('/api/stats/sessions/..%2Fx?site=a%26b')
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
  ])('%s is one: %s', (text, is) => {
    expect(isDay(text)).toBe(is)
  })

  it.each([
    ['2026-11-30', 1, '2026-12-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-29', 1, '2026-03-30'],
  ])('%s and %i days is %s', (day, days, then) => {
    expect(shiftDay(day, days)).toBe(then)
  })
})
