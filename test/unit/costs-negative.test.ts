/** Negative amounts: corrections by the platform. */
import { describe, expect, it } from 'vitest'
import { load, refused } from './costs.ts'

describe('a negative amount', () => {
  const file = (...spends: string[]) =>
    `Campaign name;Day;Amount spent (EUR)\n${spends.map((spend) => `A;2026-09-01;${spend}`).join('\n')}`

  it.each([
    [['12.50', '-2.50'], 1000],
    [['-2,50', '12,50'], 1000],
    [['12.50', '(2.50)'], 1000],
    [['12.50', '−€2.50'], 1000],
    [['12.50', '-12.50'], 0],
  ])('of %s corrects the other lines of its day', (spends, expected) => {
    expect(load(file(...spends)).rows.map(({ spend_minor }) => spend_minor)).toEqual([expected])
  })

  it('is divided among days like the amount that it corrects', () => {
    const { rows } = load(`Campaign name,Amount spent (EUR),Reporting starts,Reporting ends
A,100.00,2026-09-01,2026-09-07\nA,-0.03,2026-09-01,2026-09-07`)
    expect(rows.reduce((sum, { spend_minor }) => sum + spend_minor, 0)).toBe(9997)
  })

  it('may be on a day without other costs', () => {
    const { rows } = load(`Campaign name,Day,Amount spent (EUR)\nA,2026-09-01,12.50\nA,2026-09-30,-2.50`)
    expect(rows.map(({ spend_minor }) => spend_minor)).toEqual([1250, -250])
  })

  it('is refused if more is taken back than was spent on the campaign', () => {
    expect(refused(file('2.50', '-12.50'))).toBe('2 Amount spent (EUR): must not be negative')
    expect(refused(`Campaign name,Day,Amount spent (EUR)\nA,2026-09-01,12.50\nB,2026-09-30,-2.50`)).toBe(
      '3 Amount spent (EUR): must not be negative',
    )
  })
})
