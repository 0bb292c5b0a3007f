/** Exports of Meta with grouped rows: no sum is counted beside the rows that it sums. */
import { describe, expect, it } from 'vitest'
import { lines, load } from './costs.ts'

describe('an export of Meta with grouped rows', () => {
  const rows = (file: string) => lines(load(file).rows)

  it('leaves out the sums, and carries the campaign down', () => {
    const file = `Nombre de la campaña,Día,Importe gastado (USD),Inicio del informe,Fin del informe
CBO - Faja,All,30.00,2026-09-01,2026-09-02
,2026-09-01,10.00,2026-09-01,2026-09-02
,2026-09-02,20.00,2026-09-01,2026-09-02`
    expect(rows(file)).toEqual(['2026-09-01 CBO - Faja 1000 USD', '2026-09-02 CBO - Faja 2000 USD'])
    expect(load(file).totals).toEqual([2])
  })

  it.each(['All', 'all', 'Todos', 'Tous', 'Alle', 'Усі', 'Wszystkie', 'Tümü', 'すべて', 'الكل', 'Toate'])(
    'knows the sums by %s',
    (all) => {
      const file = `Campaign name,Day,Amount spent (EUR)\n,${all},60\nA,${all},30\n,2026-09-01,10\n,2026-09-02,20\nB,${all},30\n,2026-09-02,30`
      expect(rows(file)).toEqual(['2026-09-01 A 1000 EUR', '2026-09-02 A 2000 EUR', '2026-09-02 B 3000 EUR'])
    },
  )

  it('is read at several levels, in any order of columns', () => {
    const file = `Ad name,Amount spent (EUR),Day,Campaign name,Age
All,60,All,A,All
Video,40,All,,All
,15,2026-09-01,,All
,5,,,18-24
,10,,,25-34
,25,2026-09-02,,All
,25,,,18-24
Photo,20,All,,All
,20,2026-09-02,,All
,20,,,18-24`
    expect(rows(file)).toEqual([
      '2026-09-01 A / Video 1500 EUR',
      '2026-09-02 A / Video 2500 EUR',
      '2026-09-02 A / Photo 2000 EUR',
    ])
  })

  it('takes a group without rows below it for what it is: the costs of the interval', () => {
    const file = `Campaign name,Day,Amount spent (EUR),Reporting starts,Reporting ends\nA,All,30,2026-09-01,2026-09-02\nB,All,10,2026-09-01,2026-09-01`
    expect(rows(file)).toEqual(['2026-09-01 A 1500 EUR', '2026-09-02 A 1500 EUR', '2026-09-01 B 1000 EUR'])
  })

  it('leaves out the sum of everything, first or last, with or without a name', () => {
    const body = 'A,All,30\n,2026-09-01,10\n,2026-09-02,20\nB,All,5\n,2026-09-02,5'
    const expected = ['2026-09-01 A 1000 EUR', '2026-09-02 A 2000 EUR', '2026-09-02 B 500 EUR']
    for (const total of ['All,All,35', ',All,35', ',,35', 'Total,All,35'])
      for (const parts of [
        [total, body],
        [body, total],
      ])
        expect(rows(['Campaign name,Day,Amount spent (EUR)', ...parts].join('\n')), parts.join('\n')).toEqual(
          expected,
        )
  })

  it('is read if each row repeats its campaign', () => {
    const file = `Campaign name,Day,Amount spent (EUR)\nA,All,30\nA,2026-09-01,10\nA,2026-09-02,20\nB,All,5\nB,2026-09-01,5`
    expect(rows(file)).toEqual(['2026-09-01 A 1000 EUR', '2026-09-02 A 2000 EUR', '2026-09-01 B 500 EUR'])
  })

  it('keeps an ad that is called All', () => {
    const file = `Campaign name,Ad name,Day,Amount spent (EUR)\nA,All,2026-09-01,1\nA,Video,2026-09-01,2`
    expect(rows(file)).toEqual(['2026-09-01 A / All 100 EUR', '2026-09-01 A / Video 200 EUR'])
  })

  it('keeps a campaign that is called All', () => {
    expect(rows(`Campaign name,Day,Amount spent (EUR)\nAll,2026-09-01,1\nB,2026-09-01,2`)).toEqual([
      '2026-09-01 All 100 EUR',
      '2026-09-01 B 200 EUR',
    ])
  })
})
