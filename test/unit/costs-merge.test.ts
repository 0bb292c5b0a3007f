/** What a second load of costs changes, and what it must not count twice. */
import { describe, expect, it } from 'vitest'
import { changes } from '../../worker/costs/mergeCosts.ts'
import type { CostRow } from '../../worker/store/rows.ts'

describe('a second load', () => {
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

  it('of the same changes nothing, of other figures replaces, of other campaigns and days adds', () => {
    const present = [row(), row({ campaign: 'Brand' })]
    expect(changes(present, present)).toEqual({ removed: [], written: [] })
    const corrected = row({ spend_minor: 90 })
    const others = [row({ day: '2026-11-22' }), row({ campaign: 'Summer' }), row({ platform: 'google' })]
    expect(changes(present, [corrected, ...others])).toEqual({ removed: [], written: [corrected, ...others] })
  })

  it.each([
    ['ads take the place of their campaign as a whole', row(), row({ content: 'Video' })],
    ['a campaign as a whole takes the place of its ads', row({ content: 'Video' }), row()],
    ['sources take the place of the platform as a whole', row(), row({ source: 'facebook' })],
    ['ids come to a campaign', row(), row({ campaign_id: '1' })],
    ['ids are left out', row({ campaign_id: '1' }), row()],
    ['a campaign has a new name', row({ campaign_id: '1' }), row({ campaign_id: '1', campaign: 'Winter 2' })],
    ['a name is written otherwise', row(), row({ campaign: 'WINTER ' })],
    ['an ad has a new name', row({ content: 'A', content_id: '7' }), row({ content: 'B', content_id: '7' })],
    ['ids come to an ad', row({ content: 'A' }), row({ content: 'A', content_id: '7' })],
  ])('counts nothing twice when %s', (_, before, after) => {
    expect(changes([before], [after])).toEqual({ removed: [before], written: [after] })
  })

  it.each([
    ['of other ads', row({ content: 'A' }), row({ content: 'B' })],
    ['of another campaign with the same name', row({ campaign_id: '1' }), row({ campaign_id: '2' })],
    [
      'of another ad with the same name',
      row({ content: 'A', content_id: '1' }),
      row({ content: 'A', content_id: '2' }),
    ],
  ])('%s leaves alone what it does not speak of', (_, before, after) => {
    expect(changes([before], [after])).toEqual({ removed: [], written: [after] })
  })

  it('stores nothing for a day on which nothing happened, but takes back what it said before', () => {
    const nothing = row({ spend_minor: 0 })
    expect(changes([], [nothing]).written).toEqual([])
    expect(changes([row()], [nothing]).written).toEqual([nothing])
  })
})
