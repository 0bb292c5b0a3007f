// @vitest-environment node
/** The parameters that make a landing a campaign: those that the Worker knows, in upper or lower case. */
import { beforeEach, describe, expect, test } from 'vitest'
import { CLICK_IDS } from '../../worker/classify/clickIds.ts'
import { MATOMO_NAMES, UTM_KEYS } from '../../worker/classify/utmKeys.ts'
import { openBrowser, SHOP, start } from './browser.ts'

beforeEach(start)

/** Whether a landing with these parameters starts a new session within another. */
async function isCampaign(query: string) {
  const browser = openBrowser()
  for (const url of [SHOP, SHOP + query]) {
    const page = browser.open(url)
    await page.rest()
    page.leave()
  }
  const [first, second] = browser.events
  return first!.session!.id !== second!.session!.id
}

/** Matomo's parameters, with both prefixes. */
const matomo = ['mtm', 'pk'].flatMap((prefix) => Object.keys(MATOMO_NAMES).map((name) => `${prefix}_${name}`))

describe('A campaign', () => {
  test.each([...UTM_KEYS, ...CLICK_IDS.map(({ key }) => key), ...matomo])(
    'is recognised by %s in upper and lower case',
    async (key) => {
      expect(await isCampaign(`?page=2&${key}=x`)).toBe(true)
      expect(await isCampaign(`?${key.toUpperCase()}=x`)).toBe(true)
    },
  )

  test.each([
    ['an empty query', ''],
    ['a parameter that ends like one', '?my_utm_source=x&paid=x&xawc=x&deepik=x&gclid_=x'],
    ['a parameter that begins like one', '?utm=x&gclid2=x&awcid=x&epiktet=x&fbclids=x&_kxs=x'],
    ['a value that looks like one', '?next=utm_source&q=gclid%3Dx'],
    ['a parameter without a value', '?utm_source=&gclid&fbclid='],
    ['the referrer that bot guards put on their redirects', '?utm_referrer=https%3A%2F%2Fwww.google.com%2F'],
    ['a link of the shop to itself', '?ref=footer&source=menu'],
  ])('is not taken from %s', async (_name, query) => {
    expect(await isCampaign(query)).toBe(false)
  })

  test('keeps its values unchanged, also in their case', async () => {
    const browser = openBrowser()
    const url = `${SHOP}?UTM_Source=FaceBook&utm_campaign=%D0%97%D0%B8%D0%BC%D0%B0&ScCid=aB-c_D&fbclid=IwY2x_AeM`
    const page = browser.open(url)
    await page.rest()
    expect(browser.events[0]!.session!.url).toBe(url)
    expect(page.tracker.attribution().first).toMatchObject({
      UTM_Source: 'FaceBook',
      utm_campaign: 'Зима',
      ScCid: 'aB-c_D',
      fbclid: 'IwY2x_AeM',
    })
  })
})
