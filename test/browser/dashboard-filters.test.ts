/** Filters, and the browser's history: each filter reaches the API unchanged, and every step can be undone. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { DIMENSION_KEYS, type DimensionKey } from '../../wire/query.ts'
import { isFull } from '../trials.ts'
import { landing, number, panel, rows, settled, useDashboard } from './dashboard.ts'

const SITE = 'filters.example'
const { api, openPage, report, visit } = useDashboard(SITE)

/** Campaign names that break careless concatenation of strings. */
const ODD = [
  'a|b',
  'a',
  'back\\slash',
  'ends\\',
  '"quoted" & \'so\'',
  'is:colon:is',
  '🎄 sale 100%',
  'зима+весна',
  '50% off',
]
/** Those with what has a meaning in an address or in a filter. TEST_SIZE=full tries all. */
const ENCODED = ['a|b', 'ends\\', '"quoted" & \'so\'', 'зима+весна', '50% off']
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'

beforeAll(async () => {
  await api('/api/sites', { site: SITE, timezone: 'Europe/Kyiv', currency: 'UAH', hosts: [SITE] })
  const ad = `${landing('google', 'brand', 'text')}&utm_term=jug&gclid=Cj0`
  const phone = { user_agent: IPHONE, country: 'PL', region: 'Mazovia', city: 'Warszawa', language: 'pl' }
  const events = [
    ...ODD.flatMap((campaign, at) => visit(`odd${at}`, landing('facebook', campaign, 'video'), 30 + at)),
    ...visit('ad', ad, 25, ['view_item', 'purchase']).map((event) => ({ ...event, ...phone })),
    ...visit('reader', '/sale', 20).map((event) => ({ ...event, referrer: 'https://blog.example/post' })),
    ...visit('old', '/', 24 * 20),
    ...visit('reader', '/', 2).map((event) => ({ ...event, id: `again-${event.id}` })),
  ]
  const answer = await api<{ accepted: number }>('/api/events', { site: SITE, events })
  expect(answer.accepted).toBe(events.length)
})

const query = (page: Page, name: string) => new URL(page.url()).searchParams.getAll(name)
const chips = (page: Page) => page.locator('.chip .name').allInnerTexts()
/** The shown number of sessions, after all reports have come. */
async function sessions(page: Page): Promise<number> {
  await settled(page)
  return number(await page.locator('.figure .value').first().innerText())
}
const sessionsByApi = async (filters: string[]) => {
  const written = filters.map((filter) => `&filter=${encodeURIComponent(filter)}`).join('')
  return (await report('general', `period=month${written}`)).rows[0]!.sessions
}

async function add(page: Page, dimension: DimensionKey, operator: string, value: string) {
  const form = page.getByRole('region', { name: 'Filters' })
  await form.getByText('Add a filter', { exact: true }).click()
  await form.getByRole('combobox', { name: 'What', exact: true }).selectOption(dimension)
  await form.getByRole('combobox', { name: 'How', exact: true }).selectOption(operator)
  await form.getByRole('textbox', { name: 'Value', exact: true }).fill(value)
  await form.getByRole('button', { name: 'Apply' }).click()
}

/** A filter for each dimension, and how many sessions match it. */
const VALUES: Record<DimensionKey, [operator: string, value: string, sessions: number]> = {
  channel: ['is', 'Paid Search', 1],
  source: ['is', 'facebook', ODD.length],
  medium: ['is_not', 'cpc', 3],
  campaign: ['contains', 'slash', 1],
  content: ['is', 'video|text', ODD.length + 1],
  term: ['is', 'jug', 1],
  kind: ['is', 'gclid', 1],
  referrer: ['contains', 'blog', 1],
  landing_page: ['is', '/sale', 1],
  country: ['is', 'PL', 1],
  region: ['is', 'Mazovia', 1],
  city: ['not_contains', 'Київ', 1],
  language: ['is', 'pl', 1],
  device: ['is', 'mobile', 1],
  browser: ['is', 'Safari', 1],
  os: ['is', 'iOS', 1],
  visitor: ['is', 'returning', 1],
}

describe('a filter', () => {
  it('by a dimension filters the report, and its chip removes it', async () => {
    const page = await openPage({ path: `/?site=${SITE}&view=sessions` })
    const listed = async () => {
      await settled(page)
      return page.locator('table.sessions tbody tr').count()
    }
    const all = await listed()
    // The Worker's tests filter by every dimension. Here one of each kind shows the way through the page; TEST_SIZE=full
    // tries all.
    const some: DimensionKey[] = ['channel', 'medium', 'campaign', 'content', 'city', 'visitor']
    for (const dimension of isFull ? DIMENSION_KEYS : some) {
      const [operator, value, count] = VALUES[dimension]
      const filter = `${dimension}:${operator}:${value}`
      await add(page, dimension, operator, value)
      expect(query(page, 'filter'), filter).toEqual([filter])
      expect([await listed(), await sessionsByApi([filter])], filter).toEqual([count, count])
      expect(await chips(page)).toHaveLength(1)
      await page.getByRole('button', { name: /^Remove the filter/ }).click()
      expect(await listed()).toBe(all)
    }
  })

  it('by a name with special characters keeps only the row of that name, also after a reload', async () => {
    const page = await openPage({ path: `/?site=${SITE}&view=ads&filter=source:is:facebook` })
    for (const campaign of isFull ? ODD : ENCODED) {
      await settled(page)
      await panel(page, 'Campaigns')
        .getByRole('link', { name: `Only ${campaign}`, exact: true })
        .click()
      await settled(page)
      expect(await sessionsByApi(query(page, 'filter').slice(1))).toBe(1)
      const shown = async () => [(await rows(page, 'Campaigns')).map(([name]) => name), await chips(page)]
      const wanted = [[campaign], ['Source = facebook', `Campaign = ${campaign}`]]
      expect(await shown()).toEqual(wanted)
      await page.reload()
      await settled(page)
      expect(await shown()).toEqual(wanted)
      await page.goBack()
    }
  })

  it('treats a bar as a separator of two values, and an escaped bar as a character', async () => {
    const page = await openPage()
    await add(page, 'campaign', 'is', 'a\\|b')
    expect([await sessions(page), await chips(page)]).toEqual([1, ['Campaign = a|b']])
    await add(page, 'campaign', 'is', 'a|back\\\\slash')
    expect([await sessions(page), await chips(page)]).toEqual([2, ['Campaign = a or back\\slash']])
  })

  it('is combined with others; they can be removed one by one or all at once', async () => {
    const page = await openPage()
    const all = await sessions(page)
    const filters = ['source:is:facebook', 'campaign:not_contains:a', 'country:is:UA']
    for (const filter of filters) {
      const [dimension, operator, value] = filter.split(':') as [DimensionKey, string, string]
      await add(page, dimension, operator, value)
    }
    expect(query(page, 'filter')).toEqual(filters)
    expect(await sessions(page)).toBe(await sessionsByApi(filters))
    await page.getByRole('button', { name: 'Remove the filter Campaign does not contain a' }).click()
    expect(await sessions(page)).toBe(await sessionsByApi([filters[0]!, filters[2]!]))
    await page.getByRole('button', { name: 'Remove all' }).click()
    expect([await sessions(page), await chips(page)]).toEqual([all, []])
  })

  it('that leaves no row shows a message', async () => {
    const page = await openPage({ path: `/?site=${SITE}&view=ads&filter=campaign:is:nowhere` })
    await settled(page)
    await panel(page, 'Campaigns').getByText('No campaign').waitFor()
  })
})

describe('every step', () => {
  it('can be undone and redone by back and forward: view, period, comparison, model, filter, session', async () => {
    const page = await openPage()
    await settled(page)
    /** What differs between the steps, read from the page. */
    const state = async () => {
      await settled(page)
      return {
        heading: await page.locator('h1 small').innerText(),
        period: await page.locator('.period [aria-current]').allInnerTexts(),
        // A view shows only the controls that change something on it.
        chosen: await page
          .locator('.controls .choice select')
          .evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value)),
        chips: await chips(page),
        dialogs: await page.getByRole('dialog').count(),
        first: (await page.locator('main table').first().locator('tbody').innerText()).replace(/\s+/g, ' '),
      }
    }
    const steps: (() => Promise<unknown>)[] = [
      () => page.getByRole('link', { name: 'Ads', exact: true }).click(),
      () => page.getByRole('link', { name: '7 days' }).click(),
      () => page.getByLabel('Compare with').selectOption('none'),
      () => page.getByLabel('Credit goes to').selectOption('linear'),
      () => panel(page, 'Campaigns').getByRole('link', { name: 'Only brand' }).click(),
      () => page.getByRole('link', { name: 'Sessions', exact: true }).click(),
      () => page.locator('table.sessions').getByRole('link').first().click(),
    ]
    const seen = [await state()]
    const addresses = [page.url()]
    for (const step of steps) {
      await step()
      addresses.push(page.url())
      seen.push(await state())
    }
    expect([...new Set(addresses)]).toEqual(addresses)
    expect(seen.at(-1)).toMatchObject({ dialogs: 1, chips: ['Campaign = brand'] })
    expect(seen.at(5)).toMatchObject({ chosen: ['none', 'linear'] })
    for (let at = steps.length - 1; at >= 0; at--) {
      await page.goBack()
      expect(page.url()).toBe(addresses[at])
      expect(await state()).toEqual(seen[at])
    }
    for (let at = 1; at <= steps.length; at++) {
      await page.goForward()
      expect(await state()).toEqual(seen[at])
    }
    await page.reload()
    expect(await state()).toEqual(seen.at(-1))
  })

  it('but sorting, metric and interval are in the address without an entry in the history', async () => {
    const page = await openPage()
    await settled(page)
    await page.getByRole('link', { name: '7 days' }).click()
    await settled(page)
    await panel(page, 'Sources').getByRole('button', { name: 'Revenue' }).click()
    await panel(page, 'Over time').getByLabel('Metric').selectOption('revenue')
    await panel(page, 'Over time').getByLabel('Interval').selectOption('hour')
    await page.reload()
    await settled(page)
    expect([query(page, 'sort'), query(page, 'metric'), query(page, 'interval')]).toEqual([
      ['sources:-revenue'],
      ['revenue'],
      ['hour'],
    ])
    expect((await rows(page, 'Sources'))[0]![0]).toBe('google')
    expect(await panel(page, 'Over time').getByLabel('Metric').inputValue()).toBe('revenue')
    await page.goBack()
    await settled(page)
    expect(new URL(page.url()).search).toBe(`?site=${SITE}`)
  })
})
