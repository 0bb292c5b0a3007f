/** Who may only read, and who reads Ukrainian: nothing that is not theirs stands on any view. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../dashboard/languages/languagesByCode.ts'
import { VIEWS } from '../../dashboard/shared/address/pageState.ts'
import type { Plural } from '../../dashboard/shared/words/texts.ts'
import { landing, settled, useDashboard } from './dashboard.ts'

const SITE = 'readers.example'
const { api, openPage, visit, worker } = useDashboard(SITE)
const TODAY = new Date().toISOString().slice(0, 10)

beforeAll(async () => {
  await api('/api/sites', { site: SITE, timezone: 'Europe/Kyiv', currency: 'UAH', hosts: [SITE] })
  const bought = ['view_item', 'add_to_cart', 'begin_checkout', 'purchase']
  const [robot] = visit('robot', '/', 5)
  const events = [
    ...visit('v1', landing('facebook', 'winter', 'video_1'), 30, bought),
    ...visit('v2', landing('facebook', 'autumn', 'video_2'), 50, ['view_item']),
    ...visit('v3', '/', 60, ['sign_up']),
    ...visit('v1', landing('google', 'brand', 'text'), 9).map((event) => ({ ...event, id: 'again' })),
  ]
  expect(await api('/api/events', { site: SITE, events })).toMatchObject({ accepted: events.length })
  await api('/api/events', { site: SITE, events: [{ ...robot, user_agent: 'Googlebot/2.1' }] })
  const cost = { date: TODAY, platform: 'meta', source: 'facebook', spend: 10, currency: 'UAH' }
  await api(`/api/costs?site=${SITE}`, {
    costs: [
      { ...cost, campaign: 'winter', clicks: 4, impressions: 90 },
      { ...cost, campaign: 'nowhere', currency: 'EUR' },
    ],
  })
})

/** What the view shows, and says to those who do not see it: text by text. */
const texts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
    const found = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const spoken = ['aria-label', 'title', 'placeholder', 'alt']
    while (walker.nextNode()) found.add(walker.currentNode.textContent!.trim())
    for (const one of document.body.querySelectorAll('*'))
      for (const name of spoken) found.add(one.getAttribute(name)?.trim() ?? '')
    return [...found].filter(Boolean)
  })

/** All that a view asks for has come; those that are not about a period ask for nothing. */
const SHOWN = 'main:has(h1):not(:has([aria-busy=true]))'

const forms = (text: string | Plural) => (typeof text === 'string' ? [text] : Object.values(text))
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

type Text = string | Plural

const pairsOf = (english: Record<string, Text>, other: Record<string, Text>) =>
  Object.entries(english).map(([key, text]) => ({ en: forms(text), uk: new Set(forms(other[key]!)) }))

const { en: english, uk: ukrainian } = LANGUAGES
const kinds = Object.keys(english.names) as (keyof typeof english.names)[]

/** English texts that are others in Ukrainian, as patterns: a hole may hold anything. */
const ENGLISH = [
  ...pairsOf(english.texts, ukrainian.texts),
  ...kinds.flatMap((kind) => pairsOf(english.names[kind], ukrainian.names[kind])),
]
  .flatMap(({ en, uk }) => en.filter((text) => !uk.has(text)))
  .filter((text) => /[A-Za-z]{2}/.test(text.replace(/\{\w+\}/g, '')))
  .map((text) => new RegExp(`^${literal(text).replace(/\\\{\w+\\\}|#/g, '.+')}$`, 's'))

/** The value of a person's own making may read like a word of the page. */
const OWN = new Set(['desktop', 'google', 'facebook', 'text', 'winter', 'autumn'])
const inEnglish = (all: string[]) =>
  all.filter((text) => !OWN.has(text) && ENGLISH.some((pattern) => pattern.test(text)))

describe('in Ukrainian', () => {
  it('no word of any view is left in English', async () => {
    const page = await openPage({ path: '/api/health' })
    for (const view of VIEWS) {
      await page.goto(`/?site=${SITE}&view=${view}&lang=uk`)
      await page.locator(SHOWN).waitFor()
      expect(inEnglish(await texts(page)), view).toEqual([])
    }
  })

  it('nor of a session, of who may not enter, and of what is not there', async () => {
    const page = await openPage({ path: `/?site=${SITE}&view=sessions&lang=uk` })
    await page.locator('table.sessions').getByRole('link').first().click()
    await page.getByRole('dialog').locator('ol').first().waitFor()
    expect(inEnglish(await texts(page))).toEqual([])
    await page.goto(`/?site=nobody.example&lang=uk`)
    await page.locator('main').getByText('nobody.example').first().waitFor()
    expect(inEnglish(await texts(page))).toEqual([])
    const stranger = await openPage({ path: '/?lang=uk', token: '' })
    await stranger.getByLabel('Токен').fill('wrong')
    await stranger.keyboard.press('Enter')
    await stranger.getByRole('alert').waitFor()
    expect(inEnglish(await texts(stranger))).toEqual([])
  })

  it('would be noticed: the same views in English are full of it', async () => {
    const page = await openPage({ path: `/?site=${SITE}&lang=en` })
    await settled(page)
    expect(inEnglish(await texts(page)).length).toBeGreaterThan(50)
  })

  it('visitors are counted by its rules', async () => {
    const page = await openPage({ path: '/api/health' })
    for (const [count, text] of [
      [1, '1 відвідувач'],
      [2, '2 відвідувачі'],
      [5, '5 відвідувачів'],
      [11, '11 відвідувачів'],
      [21, '21 відвідувач'],
      [22, '22 відвідувачі'],
    ] as const) {
      const site = `count-${count}.example`
      await api('/api/sites', { site, hosts: [site] })
      const events = Array.from({ length: count }, (_, at) => visit(`one${at}`, '/', 5)).flat()
      const here = events.map((event) => ({ ...event, url: `https://${site}/` }))
      expect(await api('/api/events', { site, events: here })).toMatchObject({ accepted: count })
      await page.goto(`/?site=${site}&lang=uk`)
      await page.locator('.figure').getByText(text, { exact: true }).waitFor()
    }
  })
})

describe('who may only read', () => {
  const WRITES =
    /add a site|save|delete|remove (?!the filter)|upload|add (a|the)? ?rate|make a (link|token)|revoke|withdraw/i
  let token = ''
  beforeAll(async () => {
    token = (await api<{ token: string }>('/api/tokens', { scope: 'read', site: SITE })).token
  })

  it('finds nothing on any view that changes anything', async () => {
    const page = await openPage({ path: '/api/health', token })
    const written: string[] = []
    page.on('request', (request) => {
      if (request.method() !== 'GET') written.push(`${request.method()} ${request.url()}`)
    })
    for (const view of VIEWS) {
      await page.goto(`/?site=${SITE}&view=${view}`)
      await page.locator(SHOWN).waitFor()
      const said = await page
        .locator('button, a, summary')
        .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''))
      expect(said.length, view).toBeGreaterThan(5)
      expect(
        said.filter((text) => WRITES.test(text)),
        view,
      ).toEqual([])
      // A file of the shop's own orders is held against the reports, and stored nowhere.
      expect(await page.locator('input[type=file]').count(), view).toBe(view === 'quality' ? 1 : 0)
    }
    expect(written).toEqual([])
  })

  it('is refused by the API, whatever a page would offer', async () => {
    for (const [method, path, body] of [
      ['POST', '/api/sites', { site: 'new.example' }],
      ['PUT', `/api/rates?site=${SITE}`, { rates: [{ currency: 'EUR', date: TODAY, rate: 45 }] }],
      ['POST', `/api/costs?site=${SITE}`, { costs: [] }],
      ['POST', '/api/tokens', { scope: 'read', site: SITE }],
    ] as const)
      expect((await worker().api(method, path, body, token)).status, path).toBe(403)
  })

  it('is told so politely by a direct link to the settings, and can go on', async () => {
    const page = await openPage({ path: `/?site=${SITE}&view=settings`, token })
    await page.getByText('Your token does not allow this.').first().waitFor()
    await page.getByRole('link', { name: 'Overview' }).click()
    await settled(page)
    await page.getByRole('heading', { name: 'Funnel' }).waitFor()
  })
})
