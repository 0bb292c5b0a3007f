/** Landings on a page of the shop, and what is read from their addresses. */
import { expect } from 'vitest'
import { classify } from '../../worker/classify/classify.ts'
import { readTouch } from '../../worker/classify/touch.ts'
import { readLanding } from '../../worker/ingest/readLanding.ts'

const SITE = { hosts: ['shop.example'], ignored_referrers: [] }
export const PAGE = 'https://shop.example/sale'

/** The landing on `PAGE` with this query or fragment, as it is stored: the Worker reads a landing, and `reclassify` reads the stored address again. */
export const land = (rest: string) => {
  const touch = readLanding(PAGE + rest, '', [])
  expect(readTouch(touch.url, '')).toMatchObject({ utm: touch.utm, click_ids: touch.click_ids })
  return touch
}

export const utm = (rest: string) => land(rest).utm

/** What is read from an encoded value of `utm_campaign`. */
export const campaign = (value: string) => utm(`?utm_campaign=${value}`).utm_campaign

/** The landing as it is classified, from a referrer and a browser. */
export const arrive = (rest: string, { referrer = '', browser = '' } = {}) =>
  classify(readLanding(PAGE + rest, referrer, []), SITE, browser)

/** A classified landing as `source / medium / channel`. */
export const row = (rest: string, from = {}) => {
  const { source, medium, channel } = arrive(rest, from)
  return `${source} / ${medium} / ${channel}`
}
