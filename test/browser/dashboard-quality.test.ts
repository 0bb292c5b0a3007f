/** Data quality in the dashboard: dropped events, and what to fix. dashboard-reconcile.test.ts tests the shop's own orders. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { landing, number, openPanel, panel, rows, settled } from './dashboard.ts'
import { useQuality } from './useQuality.ts'

/** More parameters than an event may have bytes. */
const LONG_PARAMS = Array.from({ length: 50 }, (_, at) => [`long_${at}`, 'x'.repeat(500)])

const SITE = 'losses.example'
const CLEAN = 'clean.example'
const MACROS = 'macros.example'
const { firstEvent, newSite, openPage, report, send, view, visit, worker } = useQuality(SITE)

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
  await newSite(CLEAN, 'Clean')
  const [base] = visit('bad', '/', 40)
  const bot = { ...base, user_agent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' }
  const refused = await send([
    firstEvent(),
    { ...bot, id: 'bot-1' },
    { ...bot, id: 'bot-2' },
    { ...base, id: 'old', ts: '2001-01-01T00:00:00Z' },
    { ...base, id: 'odd', name: 'purchase' },
    { ...base, id: 'big', params: Object.fromEntries(LONG_PARAMS) },
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

describe('macros that were not filled in', () => {
  it('are listed with their visits and the fix, and only where there are any', async () => {
    const at = '/?utm_source=facebook&utm_medium=cpc&utm_campaign={{campaign.name}}&ttclid=__CLICKID__'
    await newSite(MACROS, 'Macros')
    await send(visit('macro', at, 3), MACROS)
    const page = await openPage({ path: `/?site=${MACROS}&view=quality` })
    await settled(page)
    const shown = await rows(page, 'Macros that were not filled in')
    expect(shown.map(([macro, count]) => [macro, count])).toEqual([
      ['ttclid=__CLICKID__', '1'],
      ['utm_campaign={{campaign.name}}', '1'],
    ])
    expect(shown[0]!.at(-1)).toContain('A click ID needs no macro')
    expect(shown[1]!.at(-1)).toContain('URL parameters')
    await page.goto(`/?site=${CLEAN}&view=quality`)
    await settled(page)
    expect(await panel(page, 'Macros that were not filled in').count()).toBe(0)
  })
})

describe('dropped events', () => {
  it("are listed by reason, losses first, with the API's counts, an explanation and the latest dropped event", async () => {
    const page = await openPage({ path: view })
    await settled(page)
    const { rows: drops, total } = await report('drops')
    const counts = Object.fromEntries(drops.map(({ reason, count }) => [reason, count]))
    expect(counts).toEqual({ bot: 2, duplicate: 1, too_old: 1, invalid: 1, too_big: 1, origin: 1 })
    const shown = await rows(page, 'Rejected events')
    const listed = shown.slice(0, 6).map(([reason, count]) => [reason, number(count)])
    expect(new Set(listed.slice(0, 4).map(([reason]) => reason))).toEqual(
      new Set(['Too old', 'Malformed', 'Too big', 'From another host']),
    )
    expect(listed.slice(4)).toEqual([
      ['Bots', counts.bot],
      ['Sent twice', counts.duplicate],
    ])
    expect(listed.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(total.count)
    const origin = panel(page, 'Rejected events').locator('tr', { hasText: 'From another host' })
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
    const page = await openPage({ path: view })
    await settled(page)
    await panel(page, 'Rejected events').getByText('Rejected events by day').click()
    const table = page.getByRole('table', { name: 'Rejected events by day' })
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
    await page.goto(view)
    await settled(page)
    await page.getByRole('img', { name: 'Rejected events by day' }).locator('canvas').waitFor()
    await panel(page, 'Rejected events').getByText('As a table').click()
    const table = page.getByRole('table', { name: 'Rejected events by day' })
    const cells = await table.locator('tr').all()
    expect(await Promise.all(cells.map((row) => row.locator('th, td').allInnerTexts()))).toEqual([
      ['Day (UTC)', 'too_new_to_be_known', 'Bots'],
      ['1 Mar 2026', '0', '5'],
      ['28 Feb 2026', '0', '0'],
      ['27 Feb 2026', '2', '0'],
    ])
  })

  it('are exported as CSV, and no filter applies to them', async () => {
    const page = await openPage({ path: `${view}&filter=country:is:UA` })
    await settled(page)
    await panel(page, 'Rejected events').getByText('Filters do not apply here').waitFor()
    const coming = page.waitForEvent('download')
    await panel(page, 'Rejected events').getByRole('link', { name: 'CSV' }).click()
    expect(await readFile(await (await coming).path(), 'utf8')).toContain('copycat.example')
  })

  it('are reported as a good sign when there are none', async () => {
    const page = await openPage({ path: `/?site=${CLEAN}&view=quality` })
    await settled(page)
    await panel(page, 'Rejected events').getByText('That is as it should be').waitFor()
    await panel(page, 'Issues to fix').getByText('No issues found').waitFor()
    expect(await figures(page)).toEqual(['0', '0', '100%', '–'])
  })
})

describe('the advice', () => {
  const hint = (page: Page, title: string) => panel(page, 'Issues to fix').locator('li', { hasText: title })

  it('states shares and numbers of sessions that equal those of the API', async () => {
    const page = await openPage({ path: view })
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
    const page = await openPage({ path: view })
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
    const page = await openPage({ path: view })
    await settled(page)
    const euros = hint(page, 'Money in EUR without a rate')
    expect(await euros.locator('.figure-of').innerText()).toBe('€20.00 · 1 order')
    await euros.getByRole('link').click()
    expect(new URL(page.url()).searchParams.get('view')).toBe('costs')
  })
})

describe('the view', () => {
  it.each([
    ['en', 'Rejected events'],
    ['uk', 'Відхилені події'],
  ])('fits on a phone, in %s', async (lang, title) => {
    const page = await openPage({ path: `${view}&lang=${lang}`, width: 360 })
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
