/** Loading costs again: the rows that it changes. No money is counted twice. */
import { describe, expect, it } from 'vitest'
import { mergeCosts } from '../../worker/costs/mergeCosts.ts'
import type { CostRow } from '../../worker/store/rows.ts'

describe('loading costs a second time', () => {
  const row = (more: Partial<CostRow> = {}): CostRow => ({
    day: '2026-11-21',
    platform: 'meta',
    source: '',
    medium: '',
    campaign_id: '',
    campaign: 'Winter',
    content_id: '',
    content: '',
    currency: 'USD',
    spend_minor: 100,
    clicks: null,
    impressions: null,
    ...more,
  })

  it('changes nothing for the same rows, replaces other figures, adds other campaigns and days', () => {
    const present = [row(), row({ campaign: 'Brand' })]
    expect(mergeCosts(present, present)).toEqual({ removed: [], written: [] })
    const corrected = row({ spend_minor: 90 })
    const others = [row({ day: '2026-11-22' }), row({ campaign: 'Summer' }), row({ platform: 'google' })]
    expect(mergeCosts(present, [corrected, ...others])).toEqual({
      removed: [],
      written: [corrected, ...others],
    })
  })

  it.each([
    ['the costs of ads replace those of their campaign as a whole', row(), row({ content: 'Video' })],
    ['the costs of a campaign as a whole replace those of its ads', row({ content: 'Video' }), row()],
    ['the costs of sources replace those of the platform as a whole', row(), row({ source: 'facebook' })],
    ['a campaign now has an id', row(), row({ campaign_id: '1' })],
    ['a campaign has no id any more', row({ campaign_id: '1' }), row()],
    ['a campaign has a new name', row({ campaign_id: '1' }), row({ campaign_id: '1', campaign: 'Winter 2' })],
    ['a name is written in another way', row(), row({ campaign: 'WINTER ' })],
    ['an ad has a new name', row({ content: 'A', content_id: '7' }), row({ content: 'B', content_id: '7' })],
    ['an ad now has an id', row({ content: 'A' }), row({ content: 'A', content_id: '7' })],
  ])('counts nothing twice when %s', (_, before, after) => {
    expect(mergeCosts([before], [after])).toEqual({ removed: [before], written: [after] })
  })

  it.each([
    ['other ads', row({ content: 'A' }), row({ content: 'B' })],
    ['another campaign with the same name', row({ campaign_id: '1' }), row({ campaign_id: '2' })],
    [
      'another ad with the same name',
      row({ content: 'A', content_id: '1' }),
      row({ content: 'A', content_id: '2' }),
    ],
  ])('keeps the stored row when the load has %s', (_, before, after) => {
    expect(mergeCosts([before], [after])).toEqual({ removed: [], written: [after] })
  })

  it('stores no zeros, but replaces a stored row by zeros', () => {
    const nothing = row({ spend_minor: 0 })
    expect(mergeCosts([], [nothing]).written).toEqual([])
    expect(mergeCosts([row()], [nothing]).written).toEqual([nothing])
  })
})
