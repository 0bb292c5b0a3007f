/** How the dashboard looks: accessibility, layout, loading and print. What holds on every view: dashboard-views.test.ts. */
import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { addAxe, violations } from './axe.ts'
import { panel, settled, useDashboard } from './dashboard.ts'
import { fillLooks, SITE, shiftOf, shown, watchShift } from './look.ts'

const { openPage, visit, api } = useDashboard(SITE)

beforeAll(() => fillLooks(api, visit))

describe('axe finds no violation', () => {
  /** Colours depend on the theme, and the layout on the width: two combinations check both. */
  const LOOKS = [
    { theme: 'light', width: 1280 },
    { theme: 'dark', width: 360 },
  ] as const

  async function open(options: Parameters<typeof openPage>[0]): Promise<Page> {
    const page = await openPage({ ...options, path: '/api/health' })
    await addAxe(page)
    await page.goto(options?.path ?? `/?site=${SITE}`)
    await shown(page)
    return page
  }

  describe.each(LOOKS)('in the $theme theme at $width px', ({ theme, width }) => {
    it('in the sign-in form', async () => {
      const page = await open({ path: '/', token: '', theme, width })
      expect(await violations(page)).toEqual([])
    })

    it('in error messages', async () => {
      const page = await open({ theme, width })
      await page.route('**/api/stats?*', (route) => route.abort())
      await page.getByRole('button', { name: 'Refresh' }).click()
      await panel(page, 'Funnel').getByRole('alert').waitFor()
      expect(await violations(page, '.panel:has([role=alert])')).toEqual([])
      await page.goto('/?site=nobody.example')
      await page.getByText('There is no site').waitFor()
      expect(await violations(page)).toEqual([])
    })

    it('in the popovers and dialogs of the overview', async () => {
      const page = await open({ theme, width })
      await page.getByText('Dates', { exact: true }).click()
      await page.getByLabel('First day').waitFor()
      // Once with the whole page: what a popover covers must stay correct, too.
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByText('Add a filter', { exact: true }).click()
      await page.getByLabel('Value').waitFor()
      expect(await violations(page, 'details.popover[open]')).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByText('As a table').click()
      expect(await violations(page, '.panel:has(details[open])')).toEqual([])
      await panel(page, 'Latest sessions').getByRole('link', { name: 'Details' }).first().click()
      await page.locator('dialog:not([aria-busy=true])').waitFor()
      expect(await violations(page, 'dialog')).toEqual([])
    })
  })
})

describe('the menu', () => {
  it('scrolls to the current view on a phone', async () => {
    const page = await openPage({ path: `/?site=${SITE}&view=settings`, width: 360 })
    await shown(page)
    const current = page.getByRole('navigation', { name: 'Reports' }).locator('[aria-current]')
    await expect.poll(async () => (await current.boundingBox())!.x).toBeLessThan(300)
    expect((await current.boundingBox())!.x).toBeGreaterThanOrEqual(0)
  })
})

describe('the chart', () => {
  it('shows the values under the pointer without moving the layout', async () => {
    const page = await openPage({ path: `/?site=${SITE}&lang=uk` })
    await settled(page)
    const chart = panel(page, 'Динаміка')
    const before = await chart.boundingBox()
    const box = (await chart.getByRole('img').boundingBox())!
    await page.mouse.move(box.x + box.width - 40, box.y + box.height / 2)
    const readOut = chart.locator('.read-out')
    await readOut.getByText('Цей період').waitFor()
    const rows = chart.locator('details table tbody tr')
    const [date, value] = await rows.last().locator('th, td').allTextContents()
    expect(await readOut.locator('b').allTextContents()).toEqual([date, value, expect.any(String)])
    expect(await chart.boundingBox()).toEqual(before)
    await page.mouse.move(0, 0)
    await readOut.waitFor({ state: 'detached' })
  })

  it('shows the values within the screen of a phone, wherever the pointer is', async () => {
    const page = await openPage({ path: `/?site=${SITE}&lang=uk&metric=revenue`, width: 360 })
    await settled(page)
    const canvas = panel(page, 'Динаміка').locator('.u-over')
    await canvas.scrollIntoViewIfNeeded()
    const box = (await canvas.boundingBox())!
    for (const part of [0.02, 0.45, 0.55, 0.98]) {
      await page.mouse.move(box.x + box.width * part, box.y + box.height / 2)
      const { x, width } = (await page.locator('.read-out').boundingBox())!
      expect(x, `${part}`).toBeGreaterThanOrEqual(0)
      expect(x + width, `${part}`).toBeLessThanOrEqual(360)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    }
  })
})

describe('a period without an earlier one to compare with', () => {
  it('is mentioned once', async () => {
    const page = await openPage({ path: `/?site=${SITE}&compare=year` })
    await settled(page)
    expect(await page.getByText('nothing before').count()).toBe(1)
  })
})

describe('loading', () => {
  /** Delays answers until the placeholders are seen; calls `before` with the layout shift so far. */
  const slow = (page: Page, before?: (shift: number) => void) =>
    page.route('**/api/stats?*', async (route) => {
      const answer = await route.fetch()
      const busy = page.locator('[aria-busy=true]')
      await busy.first().waitFor()
      const grey = busy.locator('.waiting')
      if (await grey.count()) await grey.first().waitFor()
      if (before) before(await shiftOf(page))
      await route.fulfill({ response: answer })
    })

  describe.each([1280, 360])('at %d px', (width) => {
    it.each(['at once', 'late'])('moves nothing that is seen, when answers come %s', async (when) => {
      const page = await openPage({ width })
      await watchShift(page)
      let waiting = 0
      if (when === 'late') await slow(page, (shift) => (waiting = shift))
      /**
       * Presses a button or link. With late answers, it only sends the event. After a real click, the browser would not
       * count what moves within half a second, and a late answer must not move anything.
       */
      const press = async (on: Locator) => {
        const answered = page.waitForResponse('**/api/stats?*')
        await (when === 'late' ? on.dispatchEvent('click') : on.click())
        await answered
        await settled(page)
      }
      await page.reload()
      await settled(page)
      expect(waiting + (await shiftOf(page)), 'on the first load').toBeLessThan(0.01)
      await press(page.getByRole('link', { name: '24 hours' }))
      expect(await shiftOf(page), 'on another period').toBeLessThan(0.01)
      await press(page.getByRole('link', { name: '30 days' }))
      await shiftOf(page)
      await press(panel(page, 'Campaigns').getByRole('link', { name: 'Only campaign-3' }))
      expect(await shiftOf(page), 'on a filter').toBeLessThan(0.01)
      await press(page.getByRole('button', { name: /^Remove the filter/ }))
      expect(await shiftOf(page), 'without it').toBeLessThan(0.01)
    })
  })

  it('keeps the previous figures until the new ones have come', async () => {
    const page = await openPage()
    await settled(page)
    await slow(page)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await panel(page, 'Campaigns').and(page.locator('[aria-busy=true]')).waitFor()
    expect(await page.locator('.waiting').count()).toBe(0)
    await panel(page, 'Campaigns').getByText('campaign-3').waitFor()
    await settled(page)
  })
})

describe('a printed view', () => {
  it('is light, states its site, period and filters, and has no buttons', async () => {
    const page = await openPage({
      path: `/?site=${SITE}&period=week&model=first&filter=campaign:contains:campaign`,
      theme: 'dark',
    })
    await settled(page)
    expect(await page.locator('.printed').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    await page
      .getByText(`${SITE} · Period: 7 days · Campaign contains campaign · Credit goes to: First touch`)
      .waitFor()
    const pressed = await page.locator('button:not(.head), select, summary, .tools a').all()
    for (const one of pressed) expect(await one.isVisible()).toBe(false)
    const colours = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.querySelector('.panel')!)
      return [backgroundColor, color]
    })
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(23, 26, 33)'])
    expect(
      await page
        .locator('a')
        .first()
        .evaluate((link) => getComputedStyle(link).textDecorationLine),
    ).toBe('none')
  })
})
