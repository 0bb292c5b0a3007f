/** Clicks on ads without UTM, known by the parameters that the platform adds. */
import { describe, expect, it } from 'vitest'
import { arrive, row } from './landings.ts'

describe('a click on an ad without UTM', () => {
  it.each([
    ['?gclid=x&gad_source=1&gad_campaignid=21234567890', 'google / cpc / Paid Search', '21234567890'],
    ['?gbraid=x&gad_campaignid=21234567890', 'google / cpc / Paid Search', '21234567890'],
    ['?gad_campaignid=21234567890', 'google / cpc / Paid Search', '21234567890'],
    ['?gclid=x&gad_campaignid=2&utm_campaign=Spring', 'google / cpc / Paid Search', 'Spring'],
    ['?gclid=x&gad_campaignid=2&utm_id=77', 'google / cpc / Paid Search', '77'],
    ['?gclid=x&gad_campaignid=2&utm_campaign={campaign}', 'google / cpc / Paid Search', '2'],
    ['?gclid=x&gad_campaignid={campaignid}', 'google / cpc / Paid Search', null],
    ['?oppref=gAAAAABp6Js', 'chatgpt / cpc / Paid Other', null],
    ['?OPPREF=gAAAAABp6Js&olref=gAAA', 'chatgpt / cpc / Paid Other', null],
    ['?utm_source=chatgptpilot&utm_medium=paid&utm_campaign=c&oppref=x', 'chatgpt / paid / Paid Other', 'c'],
    ['?oppref=', '(direct) / (none) / Direct', null],
  ])('%s', (rest, expected, name) => {
    expect(row(rest)).toBe(expected)
    expect(arrive(rest).campaign).toBe(name)
  })

  it('is paid also if ChatGPT is the referrer', () => {
    const referrer = 'https://chatgpt.com/'
    expect(row('?oppref=x', { referrer })).toBe('chatgpt / cpc / Paid Other')
    expect(row('', { referrer })).toBe('chatgpt / ai-assistant / AI Assistant')
  })
})
