/** The dashboard's figures about ads, computed from the API's answers: verdict, credit by model, cohorts. */
import { describe, expect, it } from 'vitest'
import { creditsOf, gainOf } from '../../dashboard/features/ads/modelCredits.ts'
import { type Verdict, verdictOf } from '../../dashboard/features/ads/verdict.ts'
import { boundOf, type CohortCell, groupsOf } from '../../dashboard/features/audience/cohortGroups.ts'
import { DEFAULT_STATE, type PageState } from '../../dashboard/shared/address/pageState.ts'
import type { Answer, BreakdownRow } from '../../dashboard/shared/fetching/answers.ts'
import { MODELS } from '../../wire/model.ts'
import { compareRates } from '../../worker/stats/compareRates.ts'

describe('the verdict', () => {
  const cases: [
    about: string,
    samples: [sessions: number, conversions: number][],
    verdict: Partial<Verdict>,
  ][] = [
    [
      'a clear winner',
      [
        [1000, 50],
        [1000, 100],
      ],
      { is: 'best', name: 'b' },
    ],
    [
      'a clear loser, and two that lead',
      [
        [1000, 100],
        [1000, 102],
        [1000, 30],
      ],
      { is: 'differ', last: 'c' },
    ],
    [
      'rates as chance has them',
      [
        [1000, 50],
        [1000, 52],
      ],
      { is: 'equal', name: 'b' },
    ],
    [
      'two alike',
      [
        [60, 12],
        [60, 12],
      ],
      { is: 'equal', chance: 50 },
    ],
    [
      'too few, with a rate of 5 %',
      [
        [20, 1],
        [20, 1],
      ],
      { is: 'early', needed: 100 },
    ],
    [
      'no conversion at all',
      [
        [20, 0],
        [20, 0],
      ],
      { is: 'early', needed: null },
    ],
    [
      'conversions of every session',
      [
        [20, 20],
        [20, 20],
      ],
      { is: 'early', needed: null },
    ],
    [
      'more conversions than sessions',
      [
        [100, 10],
        [2, 3.5],
      ],
      { is: 'credited', name: 'b' },
    ],
    [
      'conversions without a session',
      [
        [0, 1],
        [100, 10],
      ],
      { is: 'unvisited', name: 'a' },
    ],
  ]
  it.each(cases)('is right for %s', (_, samples, verdict) => {
    const compared = samples.map(([sessions, conversions]) => ({ sessions, conversions }))
    const { verdicts, p_value, significant } = compareRates(compared)
    const rows = compared.map((sample, at) => ({
      name: 'abc'[at]!,
      ...sample,
      conversion_rate: (100 * sample.conversions) / sample.sessions,
      ...verdicts[at]!,
    }))
    const found = verdictOf({ dimension: 'content', confidence: 95, rows, p_value, significant })
    expect(found).toMatchObject(verdict)
  })
})

describe('the credit by model', () => {
  const columns = [{ key: 'campaign', label: 'Campaign', unit: 'text' as const }]
  const answersOf = (revenue: Record<string, number>[], next: string | null = null) =>
    MODELS.map((_, at) => {
      const mine = revenue[at] ?? revenue.at(-1)!
      const rows = Object.entries(mine).map(([campaign, revenue]) => ({ campaign, revenue }))
      const total = { revenue: rows.reduce((sum, { revenue }) => sum + revenue, 0) }
      return { columns, rows, total, next } as unknown as Answer<BreakdownRow>
    })

  it('is sorted by the chosen model, and “all others” is the total less the rows', () => {
    const answers = answersOf([
      { a: 10, b: 30, c: 0.1 },
      { a: 30.2, b: 5, c: 4.9 },
    ])
    const { rows, others, total } = creditsOf(answers, 'revenue', 'last', 1)
    expect(rows.map(({ row, credit }) => [row.campaign, credit.first, credit.last])).toEqual([
      ['a', 10, 30.2],
    ])
    expect([others!.first, others!.last]).toEqual([30.1, 9.9])
    expect([total.first, total.last]).toEqual([40.1, 40.1])
    expect(creditsOf(answers, 'revenue', 'first', 3)).toMatchObject({ others: null })
  })

  it('is zero for a row that a model does not have, and unknown if the model has more rows than were read', () => {
    const revenue: Record<string, number>[] = [{ a: 10, b: 5 }, { a: 15 }]
    const credit = (next: string | null) =>
      creditsOf(answersOf(revenue, next), 'revenue', 'first', 5).rows.find(({ row }) => row.campaign === 'b')!
        .credit
    expect([credit(null).first, credit(null).last]).toEqual([5, 0])
    expect(credit('more').last).toBe(null)
  })

  it.each([
    ['more', 150, 100, { amount: 50, percent: 50 }],
    ['less', 0, 100, { amount: -100, percent: -100 }],
    ['as much', 0.3, 0.1 + 0.2, { amount: 0, percent: expect.closeTo(0) }],
    ['something instead of nothing', 5, 0, { amount: 5, percent: null }],
    ['nothing either way', 0, 0, { amount: 0, percent: 0 }],
    ['an unknown', null, 1, null],
  ])('is compared with another model: %s', (_, linear, last, gain) => {
    const credit = { ...Object.fromEntries(MODELS.map((model) => [model, 0])), linear, last }
    expect(gainOf(credit as never, 'linear', 'last')).toEqual(gain)
  })
})

describe('cohorts', () => {
  const cell = (channel: string | undefined, cohort: string, week: number, visitors: number) =>
    ({ ...(channel ? { channel } : {}), cohort, week, visitors }) as CohortCell

  it('have a cell for each week; channels are sorted by visitors', () => {
    const groups = groupsOf([
      cell('Email', '2026-11-02', 0, 3),
      cell('Email', '2026-11-02', 1, 3),
      cell('Direct', '2026-11-02', 0, 2),
      cell('Direct', '2026-11-09', 0, 4),
    ])
    expect(groups.map(({ channel, visitors }) => [channel, visitors])).toEqual([
      ['Direct', 6],
      ['Email', 3],
    ])
    expect(groups[0]!.cohorts.map(({ cohort, cells }) => [cohort, cells.length])).toEqual([
      ['2026-11-02', 1],
      ['2026-11-09', 1],
    ])
    expect(groupsOf([cell(undefined, '2026-11-02', 0, 3)])[0]!.channel).toBe(null)
  })

  const bounds: [about: string, change: Partial<PageState>, from: string | null][] = [
    ['30 days are no longer than that', { period: 'month' }, null],
    ['all time begins on a Monday', { period: 'all' }, '2026-09-07'],
    ['dates that are short stay', { from: '2026-09-10', to: '2026-11-20' }, null],
    ['dates that are long end where they end', { from: '2025-01-01', to: '2026-01-01' }, '2025-10-20'],
    ['dates without a beginning', { to: '2026-01-01' }, '2025-10-20'],
    ['dates win over the period', { period: 'all', from: '2026-11-01' }, null],
  ]
  it.each(bounds)('reach back ten weeks at most: %s', (_, change, from) => {
    expect(boundOf({ ...DEFAULT_STATE, ...change }, 10, '2026-11-22')).toBe(from)
  })
})
