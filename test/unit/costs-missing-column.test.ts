/** Exports without the campaign’s name: the error says which column to add, and where. */
import { describe, expect, it } from 'vitest'
import { refused } from './costs.ts'

describe('an export without the campaign’s name', () => {
  it.each([
    [
      'Ad name,Day,Amount spent (USD)',
      /no column Campaign name: in Ads Manager choose Columns → Customize columns, tick “Campaign name”/,
    ],
    ['Ad set name,Day,Amount spent (USD),Impressions', /no column Campaign name: in Ads Manager/],
    ['Nome do anúncio,Dia,Valor usado (BRL)', /no column Nome da campanha: in Ads Manager/],
    ['Ad,Day,Cost,Currency code', /no column Campaign: in Google Ads choose Columns/],
    [
      'Ad status,Final URL,Impr.,Cost,Currency code',
      /no column Campaign; no column Day or Date: in Google Ads choose Columns → .*; in Google Ads choose Segment/,
    ],
  ])('%s is refused with the column to add, and where', (heading, expected) => {
    const file = `${heading}\n${heading
      .split(',')
      .map(() => '1')
      .join(',')}`
    expect(refused(file)).toMatch(expected)
    expect(refused(file)).toMatch(/^campaign: /)
  })
})

it('an export without the campaign’s name is not asked for days if it states its period', () => {
  const file = `Ad report\n"September 1, 2026 - September 30, 2026"\nAd status,Final URL,Cost,Currency code\nEnabled,x,1,USD`
  expect(refused(file)).toMatch(
    /^campaign: line 3 .* no column Campaign: in Google Ads choose Columns [^;]*$/,
  )
})
