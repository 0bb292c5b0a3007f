/**
 * One walk through every view for each kind of reader: all that must hold on each of them is checked on the same load
 * of the page.
 */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { VIEWS } from '../../dashboard/shared/address/views.ts'
import { addAxe, violations } from './axe.ts'
import { useDashboard } from './dashboard.ts'
import { unseenStops } from './focus.ts'
import { fillLooks, fillMore, SITE, shown } from './look.ts'
import { inEnglish, texts } from './texts.ts'

const { openPage, visit, api } = useDashboard(SITE)

beforeAll(async () => {
  await fillLooks(api, visit)
  await fillMore(api, visit)
})

/** The rows of tables whose content reaches below their own end, as `text: by how many px`. */
const overfullRows = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main :is(tbody, tfoot) tr')].flatMap((row) => {
      const { bottom } = row.getBoundingClientRect()
      // Longer texts are cut off by these elements.
      const lines = [...row.querySelectorAll('th, td, .name, small')].filter(
        (one) => one.getClientRects().length,
      )
      const most = Math.max(...lines.map((one) => one.getBoundingClientRect().bottom))
      return most > bottom + 1 ? `${row.textContent}: ${most - bottom}` : []
    }),
  )

const widthOf = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth')

/** No view has more stops than this. */
const MOST_STOPS = 600

const BOTH = ['Compare with', 'Credit goes to']
/** The controls beside the period, of each view: only those that change something there. */
const CONTROLS: Record<(typeof VIEWS)[number], string[]> = {
  overview: BOTH,
  ads: BOTH,
  pages: BOTH,
  audience: BOTH,
  costs: BOTH,
  sessions: [],
  quality: ['Credit goes to'],
  links: [],
  install: [],
  settings: [],
  add: [],
}

/** What a button or link that changes something is called. */
const WRITES =
  /add a site|save|delete|remove (?!the filter)|upload|add (a|the)? ?rate|make a (link|token)|revoke|withdraw/i

describe('every view', { timeout: 120_000 }, () => {
  /** Opens each view in turn; `check` returns what is wrong there, by the name of the check. */
  async function walk(
    page: Page,
    query: string,
    check: (view: (typeof VIEWS)[number]) => Promise<Record<string, unknown>>,
  ) {
    for (const view of VIEWS) {
      await page.goto(`/?site=${SITE}&view=${view}${query}`)
      await shown(page)
      for (const [name, found] of Object.entries(await check(view)))
        expect.soft(found, `${view}: ${name}`).toEqual([])
    }
  }

  it('loads with at most five requests, passes axe, works by Tab alone, and has no overlapping rows at any width', async () => {
    const page = await openPage({ path: '/api/health' })
    await addAxe(page)
    let requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await walk(page, '', async (view) => {
      const asked = requests.filter((url) => url.startsWith('http'))
      const controls = await page.locator('.controls .choice > span').allTextContents()
      expect.soft(controls, `${view}: controls`).toEqual(CONTROLS[view])
      const faults = {
        'requests beyond five': asked.slice(5),
        axe: await violations(page),
        // The header and the menu are the same on every view.
        'stops of Tab that cannot be seen': await unseenStops(
          page,
          view === VIEWS[0] ? undefined : '#main',
          MOST_STOPS,
        ),
      }
      const narrow: Record<string, unknown> = {}
      for (const width of [768, 360]) {
        await page.setViewportSize({ width, height: 900 })
        narrow[`rows at ${width} px`] = await overfullRows(page)
        narrow[`wider than ${width} px`] = [await widthOf(page)].filter((one) => one > width)
      }
      await page.setViewportSize({ width: 1280, height: 900 })
      requests = []
      return { ...faults, ...narrow }
    })
  })

  it('in Ukrainian and dark, on a phone: passes axe, fits, and has no English word', async () => {
    const page = await openPage({ path: '/api/health', theme: 'dark', width: 360 })
    await addAxe(page)
    await walk(page, '&lang=uk', async () => {
      for (const closed of await page.locator('.closed > summary').all()) await closed.click()
      await shown(page)
      return {
        axe: await violations(page),
        rows: await overfullRows(page),
        'wider than the phone': [await widthOf(page)].filter((one) => one > 360),
        'in English': inEnglish(await texts(page)),
      }
    })
  })

  it('shows nothing that changes data to a reader with a read token', async () => {
    const { token } = await api<{ token: string }>('/api/tokens', { scope: 'read', site: SITE })
    const page = await openPage({ path: '/api/health', token })
    const written: string[] = []
    page.on('request', (request) => {
      if (request.method() !== 'GET') written.push(`${request.method()} ${request.url()}`)
    })
    await walk(page, '', async (view) => {
      const labels = await page
        .locator('button, a, summary')
        .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''))
      expect(labels.length, view).toBeGreaterThan(5)
      // A file of the shop's own orders is compared with the reports, and stored nowhere.
      const files = await page.locator('input[type=file]').count()
      return {
        'that writes': labels.filter((text) => WRITES.test(text)),
        'fields for a file': files === (view === 'quality' ? 1 : 0) ? [] : [files],
      }
    })
    expect(written).toEqual([])
  })
})
