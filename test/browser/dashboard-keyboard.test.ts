/** The dashboard by keyboard alone: everything can be reached, is visible when it has the focus, and works. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { panel, settled, useDashboard } from './dashboard.ts'
import { stop } from './focus.ts'
import { fillLooks, SITE } from './look.ts'

const { openPage, visit, api } = useDashboard(SITE)

beforeAll(() => fillLooks(api, visit))

describe('by keyboard alone', () => {
  /** Presses `key` until the element of that name has the focus. Every stop before must be visible. */
  async function reach(page: Page, name: string | RegExp, key = 'Tab') {
    const passed: string[] = []
    for (let turn = 0; turn < 150; turn++) {
      await page.keyboard.press(key)
      const at = await stop(page)
      if (!at) continue
      expect(at).toEqual({ name: at.name, isSeen: true })
      if (typeof name === 'string' ? at.name === name : name.test(at.name)) return
      passed.push(at.name)
    }
    throw new Error(`${key} does not lead to ${name}, but to ${passed.join(', ')}`)
  }
  const query = (page: Page, name: string) => new URL(page.url()).searchParams.getAll(name)

  it('the reader skips to the reports, chooses a view, a period, a comparison and a model', async () => {
    const page = await openPage()
    await settled(page)
    await reach(page, 'Skip to the reports')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('main')
    await page.reload()
    await settled(page)
    await reach(page, 'Site')
    await reach(page, 'Ads')
    await page.keyboard.press('Enter')
    expect(query(page, 'view')).toEqual(['ads'])
    await settled(page)
    await reach(page, '7 days')
    await page.keyboard.press('Enter')
    expect(query(page, 'period')).toEqual(['week'])
    await reach(page, 'Compare with')
    await page.keyboard.press('ArrowDown')
    expect(query(page, 'compare')).toEqual(['year'])
    await reach(page, 'Credit goes to')
    await page.keyboard.press('ArrowDown')
    await page.waitForURL(/model=linear/)
  })

  it('the reader adds a filter and takes it off', async () => {
    const page = await openPage()
    await settled(page)
    await reach(page, 'Add a filter')
    await page.keyboard.press('Enter')
    await reach(page, 'What')
    await page.keyboard.type('Camp')
    await reach(page, 'Value')
    await page.keyboard.type('campaign-1')
    await page.keyboard.press('Enter')
    expect(query(page, 'filter')).toEqual(['campaign:is:campaign-1'])
    await settled(page)
    expect((await stop(page))?.name).toBe('Add a filter')
    await reach(page, 'Remove the filter Campaign is campaign-1', 'Shift+Tab')
    await page.keyboard.press('Enter')
    expect(query(page, 'filter')).toEqual([])
    expect((await stop(page))?.name).toBe('Add a filter')
  })

  it('the reader sorts a table and turns its pages', async () => {
    const page = await openPage({ path: `/?site=${SITE}&view=ads&compare=none` })
    await settled(page)
    await reach(page, 'Revenue')
    await page.keyboard.press('Enter')
    await panel(page, 'Campaigns')
      .getByRole('columnheader', { name: 'Revenue' })
      .and(page.locator('[aria-sort=descending]'))
      .waitFor()
    expect(query(page, 'sort')).toEqual(['campaigns:-revenue'])
    await reach(page, 'Rows after')
    await page.keyboard.press('Enter')
    await panel(page, 'Campaigns').getByText('Rows 11–14').waitFor()
    expect(await stop(page)).toEqual({ name: 'Rows after', isSeen: true })
    await reach(page, 'Rows before', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await panel(page, 'Campaigns').getByText('Rows 1–10').waitFor()
  })

  it('the reader opens a session and closes it, and the focus returns to its row', async () => {
    const page = await openPage({ path: `/?site=${SITE}&view=sessions` })
    await settled(page)
    await reach(page, /^Details/)
    const from = await stop(page)
    await page.keyboard.press('Enter')
    await page.locator('dialog:not([aria-busy=true])').waitFor()
    await page.keyboard.press('Tab')
    // After the last element of the dialog, the focus goes to the browser's own buttons, never to the page behind it.
    const isBehind = '!document.activeElement.matches("body, dialog, dialog *")'
    expect(await page.evaluate(isBehind)).toBe(false)
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    expect(await stop(page)).toEqual(from)
  })

  it('a popover closes by Escape, when the focus leaves it, and when another one opens', async () => {
    const page = await openPage()
    await settled(page)
    const open = page.locator('details.popover[open]')
    await reach(page, 'Dates')
    await page.keyboard.press('Enter')
    await reach(page, 'First day')
    await page.keyboard.press('Escape')
    expect(await open.count()).toBe(0)
    expect((await stop(page))?.name).toBe('Dates')
    await page.keyboard.press('Enter')
    await reach(page, 'Show')
    expect(await open.count()).toBe(1)
    await page.keyboard.press('Tab')
    expect(await open.count()).toBe(0)
    await page.getByText('Dates', { exact: true }).click()
    await page.getByText('Add a filter').click()
    await page.getByLabel('Value').waitFor()
    expect(await open.count()).toBe(1)
    await page.getByRole('heading', { name: 'Funnel' }).click()
    expect(await open.count()).toBe(0)
  })
})
