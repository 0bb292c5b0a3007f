/** The settings form and the API's errors about it, and the hints about rejected events. */
import { describe, expect, it } from 'vitest'
import { type Hint, hintsOf } from '../../dashboard/features/install/rejectionHints.ts'
import {
  otherPoints,
  type Patch,
  parsePoints,
  readSettings,
  refusedOf,
} from '../../dashboard/features/settings/readSettings.ts'
import { ApiError } from '../../dashboard/shared/fetching/request.ts'
import type { Refused } from '../../wire/answers/site.ts'

describe('points of other events', () => {
  it.each<[string, Record<string, number>, string[]]>([
    ['', {}, []],
    ['quiz: 5\n\n newsletter_opened = -2 ', { quiz: 5, newsletter_opened: -2 }, []],
    ['quiz 7', { quiz: 7 }, []],
    ['quiz: many', {}, ['quiz: many']],
    ['quiz', {}, ['quiz']],
    ['Big Event: 5', {}, ['Big Event: 5']],
    ['quiz: 1.5', {}, ['quiz: 1.5']],
  ])('are read from %j', (text, points, wrong) => {
    const read = parsePoints(text)
    expect(read.wrong).toEqual(wrong)
    if (!wrong.length) expect(read.points).toEqual(points)
  })

  it('are written back as they were typed, without events that have a field of their own', () => {
    expect(otherPoints({ purchase: 500, quiz: 5, x: -1 })).toBe('quiz: 5\nx: -1')
  })
})

const FORM: Record<string, string> = {
  name: ' Shop ',
  currency: 'UAH',
  timezone: 'Europe/Kyiv',
  hosts: 'https://Shop.example/x\n*',
  ignored_referrers: 'pay.example, bank.example',
  excluded_ips: '192.0.2.1\n2001:db8::/32',
  keep_params: 'Affiliate\nlang',
  'points.purchase': '500',
  other_points: 'quiz: 5',
  retention_days: '90',
  revenue_counts: 'confirmed',
  exclude_data_centres: 'yes',
  rows_per_day: ' ',
  identify: 'signed',
}
const read = (more: Record<string, string> = {}) => readSettings((name) => ({ ...FORM, ...more })[name] ?? '')

describe('the form', () => {
  it('is sent in the form of the API; empty points have the Worker’s defaults', () => {
    expect(read()).toEqual({
      name: 'Shop',
      currency: 'UAH',
      timezone: 'Europe/Kyiv',
      hosts: ['shop.example', '*'],
      ignored_referrers: ['pay.example', 'bank.example'],
      excluded_ips: ['192.0.2.1', '2001:db8::/32'],
      keep_params: ['affiliate', 'lang'],
      points: { purchase: 500, quiz: 5 },
      retention_days: 90,
      revenue_counts: 'confirmed',
      exclude_data_centres: true,
      rows_per_day: null,
      identify: 'signed',
    })
  })

  it('returns the lines that it cannot read', () => {
    expect(read({ other_points: 'quiz: 5\nhello' })).toEqual({ field: 'points', lines: ['hello'] })
  })
})

describe('an error of the API', () => {
  const sent = read() as Patch
  const refusal = (...paths: string[]) =>
    new ApiError(
      400,
      'bad_request',
      'no',
      paths.map((path) => ({ path, message: 'no' })),
    )
  it('is shown at its field, with the refused entries', () => {
    const error = refusal('hosts.1', 'hosts.1', 'name', 'points.purchase')
    expect(refusedOf(error, 'hosts', sent)).toEqual(['*'])
    expect(refusedOf(error, 'name', sent)).toEqual([])
    expect(refusedOf(error, 'points', sent)).toEqual([])
    expect(refusedOf(error, 'excluded_ips', sent)).toBeNull()
    expect(refusedOf(refusal('hosts'), 'hosts', sent)).toEqual([])
  })

  it('409 belongs to the currency', () => {
    const error = new ApiError(409, 'conflict', 'currency: cannot change')
    expect(refusedOf(error, 'currency', sent)).toEqual([])
    expect(refusedOf(error, 'name', sent)).toBeNull()
  })
})

describe('hints about rejected events', () => {
  const refused = (reason: Refused['reason'], detail: string | null = null): Refused => ({
    reason,
    count: 2,
    detail,
    last_at: '2026-11-22T10:00:00.000Z',
  })
  const about = (hint: object) => [{ ...hint, count: 2, last_at: '2026-11-22T10:00:00.000Z' }] as Hint[]
  it.each<[Refused, Hint[]]>([
    [refused('origin', 'staging.test'), about({ kind: 'origin', host: 'staging.test' })],
    [refused('origin', 'www.shop.example'), []],
    [refused('origin'), about({ kind: 'nameless' })],
    [refused('unknown_site', 'shpo.example'), about({ kind: 'unknown_site', named: 'shpo.example' })],
    [refused('unknown_site'), about({ kind: 'other' })],
    [refused('bot'), about({ kind: 'bot' })],
    [refused('excluded_ip'), about({ kind: 'excluded_ip' })],
    [refused('opted_out'), about({ kind: 'opted_out' })],
    [refused('invalid'), about({ kind: 'invalid' })],
    [refused('too_old'), about({ kind: 'other' })],
    [refused('duplicate'), []],
  ])('for %j are %j', (one, hints) => {
    expect(hintsOf([one], ['shop.example'])).toEqual(hints)
  })
})
