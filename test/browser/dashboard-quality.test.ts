/** Data quality in the dashboard: dropped events, what to fix, and the shop's own orders. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Reconciliation } from '../../wire/answers/reconcile.ts'
import { HOUR_MS } from '../../wire/time.ts'
import { AS_ADMIN } from '../harness.ts'
import { landing, number, openPanel, panel, rows, settled, useDashboard } from './dashboard.ts'

const SITE = 'losses.example'
const CLEAN = 'clean.example'
const VIEW = `/?site=${SITE}&view=quality`
const { api, openPage, report, visit, worker } = useDashboard(SITE)

const send = (events: object[], site = SITE) =>
  api<{ accepted: number; dropped: { reason: string }[] }>('/api/events', { site, events })

/** Events of a page, as the script sends them: `host` is where the page is. */
async function fromPage(host: string) {
  const now = Date.now()
  const event = { id: `at-${host}`, name: 'page_view', at: now, url: `https://${host}/`, visitor: 'stranger' }
  const answer = await worker().fetch('/e', {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'user-agent': visit('v', '/', 1)[0]!.user_agent },
    body: JSON.stringify({ v: 1, site: SITE, now, events: [event] }),
  })
  expect(await answer.json()).toMatchObject({ dropped: [{ reason: 'origin' }] })
}

beforeAll(async () => {
  const settings = { timezone: 'Europe/Kyiv', currency: 'UAH' }
  await api('/api/sites', { site: SITE, name: 'Losses', hosts: [SITE], ...settings })
  await api('/api/sites', { site: CLEAN, name: 'Clean', hosts: [CLEAN], ...settings })
  const bought = ['view_item', 'purchase']
  const [euro] = visit('euro', landing('google', 'autumn', 'text'), 20, []).map((one) => ({
    ...one,
    id: 'euro-order',
    name: 'purchase',
    value: 20,
    currency: 'EUR',
    transaction_id: 'EUR-1',
  }))
  const good = [
    ...visit('a', landing('facebook', 'winter', 'video'), 30, bought),
    ...visit('b', landing('facebook', 'winter', 'video'), 31, bought),
    ...visit('c', '/', 32, bought),
    ...visit('d', '/', 33),
    ...visit('e', '/?utm_source=flyer&utm_medium=paper', 34),
    ...visit('f', '/?utm_campaign=nameless', 35),
  ]
  expect((await send([...good, euro!])).accepted).toBe(good.length + 1)
  const [base] = visit('bad', '/', 40)
  const bot = { ...base, user_agent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' }
  const refused = await send([
    good[0]!,
    { ...bot, id: 'bot-1' },
    { ...bot, id: 'bot-2' },
    { ...base, id: 'old', ts: '2001-01-01T00:00:00Z' },
    { ...base, id: 'odd', name: 'purchase' },
    { ...base, id: 'big', items: Array.from({ length: 200 }, () => ({ item_name: 'x'.repeat(200) })) },
  ])
  expect(refused.dropped.map(({ reason }) => reason)).toEqual([
    'duplicate',
    'bot',
    'bot',
    'too_old',
    'invalid',
    'too_big',
  ])
  await fromPage('copycat.example')
  await send(visit('quiet', landing('google', 'spring', 'text'), 3), CLEAN)
})

const figures = (page: Page) => page.locator('.quality-figures .value').allInnerTexts()

describe('dropped events', () => {
  it("are listed by reason, losses first, with the API's counts, an explanation and the latest dropped event", async () => {
    const page = await openPage({ path: VIEW })
    await settled(page)
    const { rows: drops, total } = await report('drops')
    const counts = Object.fromEntries(drops.map(({ reason, count }) => [reason, count]))
    expect(counts).toEqual({ bot: 2, duplicate: 1, too_old: 1, invalid: 1, too_big: 1, origin: 1 })
    const shown = await rows(page, 'Refused events')
    const listed = shown.slice(0, 6).map(([reason, count]) => [reason, number(count)])
    expect(new Set(listed.slice(0, 4).map(([reason]) => reason))).toEqual(
      new Set(['Too old', 'Malformed', 'Too big', 'From another host']),
    )
    expect(listed.slice(4)).toEqual([
      ['Bots', counts.bot],
      ['Sent twice', counts.duplicate],
    ])
    expect(listed.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(total.count)
    const origin = panel(page, 'Refused events').locator('tr', { hasText: 'From another host' })
    await origin.first().getByText('copycat.example').waitFor()
    await origin.first().getByText('add it to the hosts in the settings').waitFor()
    expect((await figures(page)).slice(0, 2).map(number)).toEqual([4, 3])
    await page.getByText('of them by bots: 2').waitFor()
    await openPanel(page, 'Database rows written today (UTC)')
    const [all] = await rows(page, 'Database rows written today (UTC)')
    expect(all!.slice(0, 1).concat(all!.slice(2))).toEqual(['All sites', 'none'])
    expect(number(all![1]!)).toBeGreaterThan(0)
  })

  it('are listed by day, too', async () => {
    const page = await openPage({ path: VIEW })
    await settled(page)
    await panel(page, 'Refused events').getByText('Refused events by day').click()
    const table = page.getByRole('table', { name: 'Refused events by day' })
    const heads = await table.locator('thead th').allInnerTexts()
    // The sum over all days, because the events may have been dropped before and after midnight.
    const column = async (at: number) => {
      const cells = await table.locator(`tbody td:nth-child(${at + 1})`).allInnerTexts()
      return cells.reduce((sum, cell) => sum + number(cell), 0)
    }
    const sums = await Promise.all(heads.map((_, at) => (at ? column(at) : 0)))
    expect(sums.slice(1).sort()).toEqual([1, 1, 1, 1, 1, 2])
    expect(sums[heads.indexOf('Bots')]).toBe(2)
  })

  it('of several days are drawn, including days without any', async () => {
    const page = await openPage({ path: `/?site=${SITE}&view=links` })
    // A drop is counted on the server's present day. Drops of other days must be put into the answer.
    await page.route('**/api/stats?*report=drops*', async (route) => {
      const answer = await route.fetch()
      const json = (await answer.json()) as { reports: { report: string; rows: object[] }[] }
      json.reports.find(({ report }) => report === 'drops')!.rows = [
        { reason: 'bot', day: '2026-03-01', count: 5, detail: null, last_at: null },
        { reason: 'too_new_to_be_known', day: '2026-02-27', count: 2, detail: null, last_at: null },
      ]
      await route.fulfill({ response: answer, json })
    })
    await page.goto(VIEW)
    await settled(page)
    await page.getByRole('img', { name: 'Refused events by day' }).locator('canvas').waitFor()
    await panel(page, 'Refused events').getByText('As a table').click()
    const table = page.getByRole('table', { name: 'Refused events by day' })
    const cells = await table.locator('tr').all()
    expect(await Promise.all(cells.map((row) => row.locator('th, td').allInnerTexts()))).toEqual([
      ['Day (UTC)', 'too_new_to_be_known', 'Bots'],
      ['1 Mar 2026', '0', '5'],
      ['28 Feb 2026', '0', '0'],
      ['27 Feb 2026', '2', '0'],
    ])
  })

  it('are exported as CSV, and no filter applies to them', async () => {
    const page = await openPage({ path: `${VIEW}&filter=country:is:UA` })
    await settled(page)
    await panel(page, 'Refused events').getByText('Filters do not apply here').waitFor()
    const coming = page.waitForEvent('download')
    await panel(page, 'Refused events').getByRole('link', { name: 'CSV' }).click()
    expect(await readFile(await (await coming).path(), 'utf8')).toContain('copycat.example')
  })

  it('are reported as a good sign when there are none', async () => {
    const page = await openPage({ path: `/?site=${CLEAN}&view=quality` })
    await settled(page)
    await panel(page, 'Refused events').getByText('That is as it should be').waitFor()
    await panel(page, 'Issues to fix').getByText('No issues found').waitFor()
    expect(await figures(page)).toEqual(['0', '0', '100%', '–'])
  })
})

describe('the advice', () => {
  const hint = (page: Page, title: string) => panel(page, 'Issues to fix').locator('li', { hasText: title })

  it('states shares and numbers of sessions that equal those of the API', async () => {
    const page = await openPage({ path: VIEW })
    await settled(page)
    const { rows: channels } = await report('channels')
    const sessions = (channel: string) => Number(channels.find((row) => row.channel === channel)?.sessions)
    const [general] = (await report('general')).rows
    const percent = (part: number) => `${Math.round((1000 * part) / Number(general!.sessions)) / 10}%`
    for (const [title, part] of [
      ['Channel unassigned', sessions('Unassigned')],
      ['Direct visits', sessions('Direct')],
      ['Source not set', 1],
    ] as const) {
      expect(part).toBeGreaterThan(0)
      const text = await hint(page, title).locator('.figure-of').innerText()
      expect(text).toBe(`${percent(part)} · ${part} session${part === 1 ? '' : 's'}`)
    }
    const known = channels.filter(({ channel }) => channel !== 'Direct' && channel !== 'Unassigned')
    const sum = known.reduce((all, row) => all + Number(row.sessions), 0)
    expect((await figures(page))[2]).toBe(percent(sum))
  })

  it('links to the sessions that it is about', async () => {
    const page = await openPage({ path: VIEW })
    await settled(page)
    await hint(page, 'Source not set').getByRole('link').click()
    await settled(page)
    expect(new URL(page.url()).searchParams.get('filter')).toBe('source:is:(not set)')
    expect((await rows(page, 'Latest sessions')).length).toBe(1)
    await page.goBack()
    await hint(page, 'Channel unassigned').getByRole('link').click()
    await settled(page)
    const { rows: wanted } = await report('sessions', 'period=month&filter=channel:is:Unassigned')
    expect((await rows(page, 'Latest sessions')).length).toBe(wanted.length)
  })

  it('names money without an exchange rate, and links to the rates', async () => {
    const page = await openPage({ path: VIEW })
    await settled(page)
    const euros = hint(page, 'Money in EUR without a rate')
    expect(await euros.locator('.figure-of').innerText()).toBe('€20.00 · 1 order')
    await euros.getByRole('link').click()
    expect(new URL(page.url()).searchParams.get('view')).toBe('costs')
  })
})

describe("the shop's own orders", () => {
  const BOOKS = [
    'transaction_id,value,currency,status,ts',
    'T-a,1250.50,UAH,paid,',
    'T-b,1000,UAH,refunded,',
    `PHONE-1,300,UAH,paid,${new Date(Date.now() - 40 * HOUR_MS).toISOString()}`,
    `=cmd(),100,UAH,paid,${new Date(Date.now() - 2 * HOUR_MS).toISOString()}`,
    'T-x,"1,250",UAH,paid,',
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
    const page = await openPage({ path: VIEW })
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
    const page = await openPage({ path: VIEW })
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
    expect(unread[0]).toContain('may be a thousand or a fraction')
  })

  it('are copied for a spreadsheet, formulas as text', async () => {
    const page = await openPage({ path: VIEW })
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
    const page = await openPage({ path: VIEW })
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
    const page = await openPage({ path: VIEW })
    await settled(page)
    await choose(page, 'orders.xlsx', 'PK\u0003\u0004 not a table', 'application/octet-stream')
    const alert = own(page).getByRole('alert')
    await alert.getByText('An Excel workbook is saved as CSV first').waitFor()
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
    const page = await openPage({ path: VIEW, token })
    await settled(page)
    await open(page)
    expect((await sums(page)).length).toBe(6)
  })
})

describe('the view', () => {
  it.each([
    ['en', 'Refused events'],
    ['uk', 'Відхилені події'],
  ])('fits on a phone, in %s', async (lang, title) => {
    const page = await openPage({ path: `${VIEW}&lang=${lang}`, width: 360 })
    await settled(page)
    await page.getByRole('heading', { name: title, exact: true }).waitFor()
    await page.locator('input[type=file]').setInputFiles({
      name: 'books.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`transaction_id,value\n${'long'.repeat(30)},1\nT-a,1\n`),
    })
    await page.locator('.reconciled').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  })
})
