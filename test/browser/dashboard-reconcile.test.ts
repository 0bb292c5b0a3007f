/** The shop's own orders in the dashboard: a file of them is compared with the tracked orders. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Reconciliation } from '../../wire/answers/reconcile.ts'
import { HOUR_MS } from '../../wire/time.ts'
import { AS_ADMIN } from '../harness.ts'
import { number, panel, settled } from './dashboard.ts'
import { useQuality } from './useQuality.ts'

const SITE = 'books.example'
const { api, openPage, view, worker } = useQuality(SITE)

describe("the shop's own orders", () => {
  const BOOKS = [
    'transaction_id,value,currency,status,ts',
    'T-a,1250.50,UAH,paid,',
    'T-b,1000,UAH,refunded,',
    `PHONE-1,300,UAH,paid,${new Date(Date.now() - 40 * HOUR_MS).toISOString()}`,
    `=cmd(),100,UAH,paid,${new Date(Date.now() - 2 * HOUR_MS).toISOString()}`,
    'T-x,much,UAH,paid,',
    'T-y,5,UAH,done,',
  ].join('\n')
  const own = (page: Page) => panel(page, 'Your own orders')
  const choose = (page: Page, name: string, text: string, mimeType = 'text/csv') =>
    own(page)
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType, buffer: Buffer.from(text) })
  /** The API's answer to the same list of orders. */
  async function reconciled(): Promise<Reconciliation> {
    const answer = await worker().fetch(`/api/reconcile?site=${SITE}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', ...AS_ADMIN },
      body: BOOKS,
    })
    return (await answer.json()) as Reconciliation
  }
  const sums = async (page: Page) => {
    const found = await own(page).locator('.sums tbody tr').all()
    const cells = await Promise.all(found.map((row) => row.locator('td').allInnerTexts()))
    return cells.map((row) => row.map(number))
  }
  const open = async (page: Page, name = 'books.csv') => {
    await choose(page, name, BOOKS)
    await own(page).getByText(`Compared: “${name}”`).waitFor()
  }

  it('are compared with the tracked ones: every sum equals that of the API', async () => {
    const wanted = await reconciled()
    const page = await openPage({ path: view })
    await settled(page)
    await own(page).getByText('nothing of it is stored').waitFor()
    await open(page)
    const groups = ['shop', 'matched', 'differ', 'never_seen', 'not_seen_by_browser', 'only_tracked'] as const
    expect(await sums(page)).toEqual(
      groups.map((key) => [wanted[key].count, wanted[key].shop_revenue, wanted[key].tracked_revenue]),
    )
    expect(wanted).toMatchObject({ shop: { count: 4 }, differ: { count: 1 }, never_seen: { count: 2 } })
    expect(wanted.only_tracked.count).toBeGreaterThan(0)
    const known = await own(page).locator('.known').innerText()
    const share = Math.round(wanted.known_source.revenue_percent * 10) / 10
    expect(known).toContain(`${share}% of the revenue is known: ₴1,250.50`)
  })

  it('are listed group by group, with their differences', async () => {
    const page = await openPage({ path: view })
    await open(page)
    const differing = page.getByRole('table', { name: 'Different' }).locator('tbody tr')
    const texts = await differing.locator('th, td').allInnerTexts()
    expect(texts[0]).toMatch(/^T-b\s+Line 3$/)
    expect(texts[2]).toMatch(/^₴1,000\.00\s+Refunded$/)
    expect(texts[3]).toMatch(/^₴1,250\.50\s+Paid$/)
    expect(texts[4]).toBe('value, status')
    const unseen = page.getByRole('table', { name: 'Never seen by the tracking' })
    expect(await unseen.locator('tbody th bdi').allInnerTexts()).toEqual(['PHONE-1', '=cmd()'])
    const alone = page.getByRole('table', { name: 'Only in the tracking' })
    expect(await alone.locator('tbody th').allInnerTexts()).toEqual(['T-c', 'EUR-1'])
    const unread = await own(page).locator('.unread li').allInnerTexts()
    expect(unread.map((text) => text.split(':')[0])).toEqual(['Line 6', 'Line 7'])
    expect(unread[0]).toContain('value: must be a number')
  })

  it('are copied for a spreadsheet, formulas as text', async () => {
    const page = await openPage({ path: view })
    await open(page)
    await own(page).getByRole('button', { name: 'Copy: Never seen by the tracking' }).click()
    await own(page).getByRole('button', { name: 'Copy: Never seen' }).getByText('Copied').waitFor()
    const copied = String(await page.evaluate('navigator.clipboard.readText()'))
    const [head, first, second] = copied.split('\n').map((line) => line.split('\t'))
    expect(head!.slice(0, 3)).toEqual(['line', 'transaction_id', 'shop_value'])
    expect(first!.slice(0, 3)).toEqual(['4', 'PHONE-1', '300'])
    expect(second![1]).toBe("'=cmd()")
  })

  it('can be dropped onto the page, and can be JSON', async () => {
    const page = await openPage({ path: view })
    await settled(page)
    await page.evaluate(`{
      const data = new DataTransfer()
      const text = JSON.stringify([{ transaction_id: 'T-a', value: 1250.5, currency: 'UAH' }])
      data.items.add(new File([text], 'orders.json', { type: 'application/json' }))
      const place = document.querySelector('.drop')
      for (const type of ['dragover', 'drop'])
        place.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
    }`)
    await own(page).getByText('Compared: “orders.json”').waitFor()
    expect((await sums(page)).map(([count]) => count)).toEqual([1, 1, 0, 0, 0, 0])
  })

  it('that are no list of orders get an error message, and the next file is still read', async () => {
    const page = await openPage({ path: view })
    await settled(page)
    await choose(page, 'orders.xlsx', 'PK\u0003\u0004 not a table', 'application/octet-stream')
    const alert = own(page).getByRole('alert')
    await alert.getByText('is a damaged ZIP archive').first().waitFor()
    await choose(page, 'empty.json', '[]', 'application/json')
    await alert.getByText('is empty').first().waitFor()
    await choose(page, 'big.csv', `transaction_id,value\n${'x'.repeat(5.5 * 1_048_576)}`)
    await alert.getByText('5 MB and 20,000 orders at most').waitFor()
    await open(page)
    expect(await alert.count()).toBe(0)
  })

  it('can be compared with a read token', async () => {
    const { token } = await api<{ token: string }>('/api/tokens', {
      scope: 'read',
      site: SITE,
      name: 'reader',
    })
    const page = await openPage({ path: view, token })
    await settled(page)
    await open(page)
    expect((await sums(page)).length).toBe(6)
  })
})
