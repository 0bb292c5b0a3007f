/** Plays the sequences of consent platforms on pages of a real browser. */
import { expect } from 'vitest'
import { CONSENT_SEQUENCES, type ConsentSequence } from './consentSequences.ts'
import { AD, context, type Row, sessionsWith, shop, show, stage } from './extended.ts'

const hostOf = (index: number) => `s${index}.${shop}`
const tag = () =>
  `<script defer src="${stage.worker.url}/t.js" data-site="${shop}" data-consent="datalayer"></script>`
/** Everything that the page has stored, as text. */
const STORED = `JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])`
const NOTHING = '[{},{},""]'

/** Plays a sequence on a page of its own host. Returns after which steps something was stored, when nothing may be. */
async function play({ steps = [], grantedBy = Infinity, place, revoked }: ConsentSequence, index: number) {
  const page = await context.newPage()
  const { promise: looked, resolve: letAnswer } = Promise.withResolvers<void>()
  if (place)
    await page.route('**/e', async (route) => {
      if (route.request().method() !== 'GET') return route.continue()
      await looked
      await route.fulfill({ body: place, headers: { 'access-control-allow-origin': '*' } })
    })
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
  letAnswer()
  for (const [step, code] of steps.entries()) {
    await page.evaluate(code)
    await look(step + 1)
  }
  await page.evaluate('tracker.flush()')
  if (revoked) expect(await page.evaluate<string>(STORED)).toBe(NOTHING)
  await page.close({ runBeforeUnload: true })
  return early
}

/** Plays all sequences at the same time. Expects that nothing is stored before consent, and that nothing is lost after it. */
export async function playConsent() {
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
      // Without consent, all pages are one visitor to the Worker: they have one address and one browser.
      const isAnonymous = (row: Row) => !String(row.visitor_id).startsWith('e')
      const known = rows.find((row) => row.landing_page === `/s${index}` && !isAnonymous(row))
      const last = known ?? rows.find(isAnonymous)!
      return {
        name,
        ad: last.ad_consent,
        source: last.source,
        isKnown: known !== undefined,
      }
    }),
  )
  expect(found).toEqual(expected)
}
