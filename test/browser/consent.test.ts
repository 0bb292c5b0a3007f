/** The page's consent platform in a real Chromium: nothing is stored before consent, and nothing is lost after it. */
import { expect, test } from 'vitest'
import { CONSENT_SEQUENCES, type ConsentSequence } from './consentSequences.ts'
import { AD, context, type Row, sessionsWith, shop, show, stage, useShop } from './extended.ts'

useShop()

const hostOf = (index: number) => `s${index}.${shop}`
const tag = () =>
  `<script defer src="${stage.worker.url}/t.js" data-site="${shop}" data-consent="datalayer"></script>`
/** Everything that the page has stored, as text. */
const STORED = `JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])`
const NOTHING = '[{},{},""]'

/** Plays a sequence on a page of its own host. Returns after which steps something was stored, when nothing may be. */
async function play({ steps = [], grantedBy = Infinity, place, revoked }: ConsentSequence, index: number) {
  const page = await context.newPage()
  if (place)
    await page.route('**/e', (route) =>
      route.request().method() === 'GET'
        ? route.fulfill({ body: place, headers: { 'access-control-allow-origin': '*' } })
        : route.continue(),
    )
  await page.goto(`http://${hostOf(index)}/s${index}${AD}`, { referer: 'http://elsewhere.example/' })
  await page.evaluate(`import('${stage.worker.url}/consent.js')`)
  const early: number[] = []
  const look = async (step: number) => {
    // Does not wait for the answer: events are stored, if they may be, before they are sent.
    await page.evaluate(`tracker.track('step_${step}'), void tracker.flush()`)
    const stored = await page.evaluate<string>(STORED)
    if (step < grantedBy && stored !== NOTHING) early.push(step)
    if (step >= grantedBy && !revoked) expect(stored).toContain('utm_campaign=winter')
  }
  await look(0)
  for (const [step, code] of steps.entries()) {
    await page.evaluate(code)
    await look(step + 1)
  }
  await page.evaluate('tracker.flush()')
  if (revoked) expect(await page.evaluate<string>(STORED)).toBe(NOTHING)
  await page.close({ runBeforeUnload: true })
  return early
}

test(`${CONSENT_SEQUENCES.length} sequences of platforms: 0 stored before consent, 0 lost after it`, async () => {
  const pages = CONSENT_SEQUENCES.map(({ before = '' }, index) => [
    hostOf(index),
    { [`/s${index}`]: `<script>${before}</script>${tag()}` },
  ])
  show(Object.fromEntries(pages))
  const early = await Promise.all(CONSENT_SEQUENCES.map(play))
  expect(early).toEqual(CONSENT_SEQUENCES.map(() => []))

  const events = CONSENT_SEQUENCES.reduce((sum, { steps = [] }) => sum + steps.length + 2, 0)
  const rows = await sessionsWith(events)
  const expected = CONSENT_SEQUENCES.map(({ name, ad, grantedBy }) => ({
    name,
    ad,
    source: 'facebook',
    isKnown: grantedBy !== undefined,
  }))
  const found = await Promise.all(
    CONSENT_SEQUENCES.map(async ({ name }, index) => {
      const own = rows.filter((row: Row) => row.landing_page === `/s${index}`)
      const last = own.find((row) => String(row.visitor_id).startsWith('e')) ?? own.at(-1)!
      return {
        name,
        ad: last.ad_consent,
        source: last.source,
        isKnown: String(last.visitor_id).startsWith('e'),
      }
    }),
  )
  expect(found).toEqual(expected)
})
