/** Settings and tokens: what an admin changes is what the API has. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../wire/time.ts'
import { panel, useDashboard } from './dashboard.ts'

const SITE = 'settings.example'
const { api, openPage, visit, worker } = useDashboard(SITE)

interface SettingsRow {
  site: string
  [setting: string]: unknown
}
const siteNow = async (site = SITE) =>
  (await api<{ sites: SettingsRow[] }>('/api/sites')).sites.find((one) => one.site === site)
const openSettings = (site = SITE, more = {}) => openPage({ path: `/?site=${site}&view=settings`, ...more })
const copied = (page: Page) => page.evaluate<string>('navigator.clipboard.readText()')

/** A site of its own, with a visit that brought the given money. */
async function makeSite(site: string, names: string[] = []) {
  await api('/api/sites', { site, hosts: [site], currency: 'UAH', excluded_ips: ['192.0.2.7'] })
  const events = visit('v1', '/', 3, names).map((event) => ({ ...event, url: `https://${site}/` }))
  const { accepted } = await api<{ accepted: number }>('/api/events', { site, events })
  expect(accepted).toBe(names.length + 1)
}

beforeAll(async () => {
  await makeSite(SITE)
  await makeSite('money.example', ['purchase'])
})

describe('the settings of a site', () => {
  it('are saved as typed, also after a reload', async () => {
    const page = await openSettings()
    const form = panel(page, 'Site')
    await form.getByLabel('Name').fill('Крамниця 🏺')
    await form.getByLabel('Keep visits for').fill('90')
    await form.getByLabel('Currency').selectOption('EUR')
    await form.getByLabel('Time zone').selectOption('Asia/Tokyo')
    await form.getByLabel('Hosts').fill(`${SITE}\nhttps://WWW.shop.example/path, *`)
    await form.getByLabel('Ignored referrers').fill('pay.example')
    await form.getByLabel('Excluded IP').fill('192.0.2.0/24\n2001:db8::1')
    await form.getByLabel('Parameters to keep').fill('Affiliate')
    await form.getByLabel('Visits from data centres').selectOption('Exclude as bots')
    await form.getByLabel('Database rows per day').fill('50000')
    await form.getByLabel('Purchase', { exact: true }).fill('500')
    await form.getByLabel('Refund', { exact: true }).fill('-50')
    await form.getByLabel('Other events').fill('newsletter_opened: 5\nquiz = 7')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByRole('status').getByText('Saved.').waitFor()
    expect(await siteNow()).toEqual({
      site: SITE,
      name: 'Крамниця 🏺',
      retention_days: 90,
      revenue_counts: 'any',
      exclude_data_centres: true,
      rows_per_day: 50_000,
      identify: 'signed',
      currency: 'EUR',
      timezone: 'Asia/Tokyo',
      hosts: [SITE, 'www.shop.example', '*'],
      ignored_referrers: ['pay.example'],
      excluded_ips: ['192.0.2.0/24', '2001:db8::1'],
      keep_params: ['affiliate'],
      points: { purchase: 500, refund: -50, newsletter_opened: 5, quiz: 7 },
    })
    await page.getByRole('heading', { level: 1, name: 'Крамниця 🏺' }).waitFor()
    await page.reload()
    expect(await form.getByLabel('Purchase', { exact: true }).inputValue()).toBe('500')
    expect(await form.getByLabel('Other events').inputValue()).toBe('newsletter_opened: 5\nquiz: 7')
    expect(await form.getByLabel('Hosts').inputValue()).toBe(`${SITE}\nwww.shop.example\n*`)
    await form.getByLabel('Purchase', { exact: true }).fill('')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByRole('status').getByText('Saved.').waitFor()
    expect((await siteNow())!.points).not.toHaveProperty('purchase')
  })

  it('that the API would refuse are not saved, and say so at their field', async () => {
    const before = await siteNow()
    const page = await openSettings()
    const form = panel(page, 'Site')
    const save = form.getByRole('button', { name: 'Save' })
    for (const [label, value, says] of [
      ['Name', ' ', 'A name is needed'],
      ['Keep visits for', '0', 'From 1 to 3,650 days'],
      ['Keep visits for', '', 'From 1 to 3,650 days'],
      ['Hosts', '', 'At least one host'],
      ['Hosts', `${SITE}\nso_so`, 'each a domain such as shop.example. so_so'],
      ['Ignored referrers', 'fine.example, so_so', 'Not a domain: so_so'],
      ['Excluded IP', '192.0.2.1\n192.0.2.999', 'Not an address or range: 192.0.2.999'],
      ['Other events', 'Big Event: 5', 'names of events small letters, digits and _. Big Event: 5'],
      ['Other events', 'quiz: 5000', 'Points are whole numbers'],
    ] as const) {
      const field = form.getByLabel(label)
      const saved = await field.inputValue()
      await field.fill(value)
      await save.click()
      await form.getByRole('alert').getByText('Nothing was saved').waitFor()
      await form.getByText(says).waitFor()
      expect(await field.getAttribute('aria-invalid'), value).toBe('true')
      expect(await page.evaluate('document.activeElement.getAttribute("aria-invalid")'), value).toBe('true')
      expect(await siteNow(), value).toEqual(before)
      await field.fill(saved)
      await save.click()
      await form.getByRole('status').getByText('Saved.').waitFor()
      expect(await siteNow(), value).toEqual(before)
    }
  })

  it('do not let the currency change once there is money', async () => {
    const page = await openSettings('money.example')
    await panel(page, 'Site').getByLabel('Currency').selectOption('JPY')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('There are orders or exchange rates already: the currency stays.').waitFor()
    expect((await siteNow('money.example'))!.currency).toBe('UAH')
  })

  it('are applied to history on request, and the page says what has changed', async () => {
    const page = await openSettings('money.example')
    await page.getByRole('button', { name: 'Begin' }).click()
    await panel(page, 'Reclassify history')
      .getByRole('status')
      .getByText('Done: 2 rows checked, 0 changed')
      .waitFor()
  })

  it('delete the site once its name is typed', async () => {
    await makeSite('gone.example')
    const page = await openSettings('gone.example')
    const form = panel(page, 'Delete the site')
    await form.getByLabel('Type gone.example').fill('gone')
    await form.getByRole('button', { name: 'Delete the site' }).click()
    await form.getByText('This is not gone.example').waitFor()
    expect(await siteNow('gone.example')).toBeDefined()
    await form.getByLabel('Type gone.example').fill('gone.example')
    await form.getByRole('button', { name: 'Delete the site' }).click()
    await page.getByRole('heading', { name: 'Funnel' }).waitFor()
    expect(await siteNow('gone.example')).toBeUndefined()
    expect(page.url()).not.toContain('gone.example')
  })
})

describe('tokens', () => {
  it('are created, shown once, listed, and revoked after a confirmation', async () => {
    const page = await openSettings()
    const tokens = panel(page, 'Tokens')
    await tokens.getByLabel('Name').fill('Anna')
    await tokens.getByLabel('May').selectOption('read')
    await tokens.getByLabel('Expires after').selectOption('7')
    await tokens.getByRole('button', { name: 'Make a token' }).click()
    await tokens.getByText('Copy it now').waitFor()
    await tokens.getByRole('button', { name: 'Copy: New token' }).click()
    const token = await copied(page)
    const ask = () => worker().api('GET', `/api/stats/general?site=${SITE}`, undefined, token)
    expect((await ask()).status).toBe(200)
    const row = tokens.getByRole('row', {
      name: /^Anna read settings\.example .*202\d|^Anna read settings\.example/,
    })
    await row.waitFor()
    const { tokens: listed } = await api<{
      tokens: { name: string; created_ms: number; expires_ms: number }[]
    }>('/api/tokens')
    const anna = listed.find(({ name }) => name === 'Anna')!
    expect(anna.expires_ms - anna.created_ms).toBe(7 * DAY_MS)
    await page.reload()
    await row.waitFor()
    expect(await page.content()).not.toContain(token)
    await row.getByRole('button', { name: 'Revoke: Anna' }).click()
    await page.getByRole('dialog', { name: 'Revoke “Anna”?' }).getByRole('button', { name: 'Cancel' }).click()
    expect((await ask()).status).toBe(200)
    await row.getByRole('button', { name: 'Revoke: Anna' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('“Anna” is revoked.').waitFor()
    await row.waitFor({ state: 'detached' })
    expect((await ask()).status).toBe(401)
  })
})

describe('what is excluded from reports', () => {
  const name = 'excluded.example'
  const sessions = async () =>
    (await api<{ total: { sessions: number } }>(`/api/stats/general?site=${name}&period=all`)).total.sessions

  it('is checked, excluded, included again, and deleted after typing a word', async () => {
    await makeSite(name, ['purchase'])
    const page = await openSettings(name)
    const form = panel(page, 'Excluded from reports')
    await form.getByText('Nothing is excluded.').waitFor()
    await form.getByLabel('Visitor ID').fill('v1')
    await form.getByRole('button', { name: 'Check' }).click()
    await form.getByText('This applies to about 1 visit and 1 order.').waitFor()
    await form.getByRole('button', { name: 'Exclude from reports' }).click()
    await form.getByRole('row', { name: 'A visitor: v1' }).waitFor()
    expect(await sessions()).toBe(0)
    await form.getByRole('button', { name: 'Include again: A visitor: v1' }).click()
    await form.getByText('Nothing is excluded.').waitFor()
    expect(await sessions()).toBe(1)

    await form.getByLabel('What').selectOption('A source')
    await form.getByLabel('Source').fill('(direct)')
    await form.getByRole('button', { name: 'Delete permanently' }).click()
    const dialog = page.getByRole('dialog')
    const confirm = dialog.getByRole('button', { name: 'Delete permanently' })
    expect(await confirm.isDisabled()).toBe(true)
    await dialog.getByLabel('Type “delete”').fill('delete')
    await confirm.click()
    await form.getByText('Deleted.').waitFor()
    expect(await sessions()).toBe(0)
  })
})

it('a person’s data is downloaded, and then erased', async () => {
  const event = { name: 'page_view', url: `https://${SITE}/`, visitor_id: 'laptop', user_id: 'user-7' }
  await api('/api/events', { site: SITE, events: [event, { ...event, visitor_id: 'phone' }] })
  const page = await openSettings()
  const form = panel(page, 'A person’s data')
  await form.getByLabel('Value').fill('user-7')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    form.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`${SITE}-person.json`)
  await form.getByText('Found: 2 visits, 0 orders, 2 browsers').waitFor()
  await form.getByRole('button', { name: 'Erase' }).click()
  await form.getByText('Erased: 2 visits, 0 orders').waitFor()
  await form.getByRole('button', { name: 'Download' }).click()
  await form.getByText('Nothing is stored of this person.').waitFor()
})
