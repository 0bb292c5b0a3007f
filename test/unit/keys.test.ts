import { describe, expect, it } from 'vitest'
import { campaign } from '../../sdk/touch.ts'
import { CLICK_IDS } from '../../worker/classify/clickIds.ts'
import { campaignOf, readTouch } from '../../worker/classify/touch.ts'
import { MATOMO_NAMES, UTM_KEYS } from '../../worker/classify/utmKeys.ts'

const land = (key: string) => `https://shop.example/?${key}=x1`
const inScript = (key: string) => campaign(land(key)).length > 0
const inWorker = (key: string) => campaignOf(readTouch(land(key), '')) !== null

const known = [
  ...UTM_KEYS,
  ...Object.keys(MATOMO_NAMES).flatMap((name) => [`pk_${name}`, `mtm_${name}`]),
  ...CLICK_IDS.map(({ key }) => key),
]

describe('the script and the Worker recognise the same campaign parameters', () => {
  it.each(known)('%s is one, in upper and lower case', (key) => {
    for (const spelled of [key, key.toUpperCase()])
      expect([inScript(spelled), inWorker(spelled)]).toEqual([true, true])
  })

  it.each([
    'aid',
    'paid',
    'ref',
    'source',
    'id',
    'xutm_source',
    'utm',
    'q',
    'page',
    'gad',
    'session_id',
    'clid',
  ])('%s is not one', (key) => {
    expect([inScript(key), inWorker(key)]).toEqual([false, false])
  })
})
