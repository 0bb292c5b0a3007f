/** Campaigns in the fragment of an address, after the #. */
import { describe, expect, it } from 'vitest'
import { campaignOf } from '../../worker/classify/touch.ts'
import { arrive, land, PAGE, utm } from './landings.ts'

describe('a campaign in the fragment', () => {
  it.each([
    ['#utm_source=fb&utm_medium=cpc', '/sale'],
    ['#?utm_source=fb&utm_medium=cpc', '/sale'],
    ['#/cart?utm_source=fb&utm_medium=cpc', '/sale'],
    ['#!/cart?utm_source=fb&utm_medium=cpc&id=7', '/sale'],
    ['#/cart/&utm_source=fb&utm_medium=cpc', '/sale'],
    ['#delivery?utm_source=fb&utm_medium=cpc', '/sale'],
    ['#delivery&utm_source=fb&utm_medium=cpc', '/sale'],
    ['?page=2#/cart?utm_source=fb&utm_medium=cpc', '/sale'],
    ['?utm_source=fb#utm_medium=cpc', '/sale'],
    ['?utm_source=fb&utm_medium=cpc#/cart?utm_source=other&utm_medium=other', '/sale'],
  ])('is read: %s', (rest, landing_page) => {
    expect(arrive(rest)).toMatchObject({
      source: 'facebook',
      medium: 'cpc',
      channel: 'Paid Social',
      landing_page,
    })
  })

  it('is kept without the rest of the fragment, except for a route', () => {
    expect(land('#/cart?utm_source=fb&email=me@mail.example').url).toBe(`${PAGE}?utm_source=fb#/cart`)
    expect(land('#access_token=1&utm_source=fb').url).toBe(`${PAGE}?utm_source=fb`)
    expect(land('#/cart?gclid=x').click_ids).toEqual({ gclid: 'x' })
  })

  it.each(['#/cart?source=menu', '#ref=footer', '#/utm_source=a', '#top', '#'])('is not %s', (rest) => {
    expect(campaignOf(land(rest))).toBeNull()
    expect(utm(rest)).toEqual({})
  })
})
