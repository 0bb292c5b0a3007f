/** Who sees what: share links, tokens that are wrong or end, and admins of one site. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { ADMIN_TOKEN } from '../harness.ts'
import { openPanel, panel, settled, useDashboard } from './dashboard.ts'

const SITE = 'shared.example'
const { api, openPage, visit, worker } = useDashboard(SITE)

const openSettings = (site = SITE, more = {}) => openPage({ path: `/?site=${site}&view=settings`, ...more })
const copied = (page: Page) => page.evaluate<string>('navigator.clipboard.readText()')

async function makeSite(site: string) {
  await api('/api/sites', { site, hosts: [site], excluded_ips: ['192.0.2.7'] })
  const events = visit('v1', '/', 3).map((event) => ({ ...event, url: `https://${site}/` }))
  expect(await api('/api/events', { site, events })).toMatchObject({ accepted: 1 })
}
beforeAll(async () => {
  await makeSite(SITE)
  await makeSite('other.example')
})

/** Makes a share link as an admin does. Its reader opens it without a sign-in. */
async function share(site = SITE): Promise<string> {
  const page = await openSettings(site)
  await page.getByRole('button', { name: 'Make a link' }).click()
  await page.getByRole('button', { name: 'Copy: Share link' }).click()
  const link = await copied(page)
  expect(link).toMatch(new RegExp(`^${worker().url}/\\?site=${site}#token=utmd_[0-9a-f]+$`))
  return link
}
const pathOf = (link: string) => link.replace(worker().url, '')
const tokenOf = (link: string) => link.split('#token=')[1]!
const expire = (link: string) =>
  worker()
    .db.prepare('UPDATE tokens SET expires_ms = ? WHERE site = ?')
    .bind(Date.now() - 1, siteOf(link))
    .run()
const siteOf = (link: string) => new URL(link).searchParams.get('site')

describe('a share link', () => {
  it('opens the reports of its site without a sign-in, and keeps its token out of the address and of storage', async () => {
    const link = await share()
    const page = await openPage({ path: pathOf(link), token: '' })
    await settled(page)
    await page.getByRole('heading', { name: 'Funnel' }).waitFor()
    expect(await page.evaluate('location.href')).toBe(`${worker().url}/?site=${SITE}`)
    const kept = await page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state, document.documentElement.outerHTML])',
    )
    expect(kept).not.toContain(tokenOf(link))
    await page.reload()
    await page.getByRole('heading', { name: 'Funnel' }).waitFor()
  })

  it('shows only what its reader may do and read', async () => {
    const page = await openPage({ path: pathOf(await share()), token: '' })
    await settled(page)
    const menu = page.getByRole('navigation')
    expect(await menu.getByRole('link', { name: 'Settings' }).count()).toBe(0)
    expect(await menu.getByRole('link', { name: 'Add a site' }).count()).toBe(0)
    const seen = await page.evaluate<string>("fetch('/api/session').then((answer) => answer.text())")
    expect(JSON.parse(seen).sites).toHaveLength(1)
    expect(seen).not.toContain('192.0.2')
    await page.goto(`/?site=${SITE}&view=settings`)
    await page.getByText('Your token does not allow this.').waitFor()
    await page.goto('/?site=other.example')
    await page.getByText('There is no site “other.example” here').waitFor()
  })

  it('does not change the sign-in of a reader who may already read the site, even on an open page', async () => {
    const link = await share()
    const page = await openPage({ path: pathOf(link) })
    await page.getByRole('link', { name: 'Settings' }).waitFor()
    expect(page.url()).toBe(`${worker().url}/?site=${SITE}`)
    await page.evaluate(`location.hash = 'token=${tokenOf(link)}'`)
    await page.waitForURL((url) => !url.hash)
    await page.getByRole('link', { name: 'Settings' }).waitFor()
  })

  it('also opens for a reader who has signed in for another site', async () => {
    const other = await api<{ token: string }>('/api/tokens', { scope: 'read', site: 'other.example' })
    const page = await openPage({ path: pathOf(await share()), token: other.token })
    await settled(page)
    await page.getByRole('heading', { name: 'Funnel' }).waitFor()
  })

  it('opens the reports on a second try after a network failure', async () => {
    const link = await share()
    const page = await openPage({ path: '/api/health', token: '' })
    await page.route('**/api/session', (route) => route.abort())
    await page.goto(pathOf(link))
    await page.getByText('The server cannot be reached').waitFor()
    expect(page.url()).not.toContain('token')
    await page.unroute('**/api/session')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'Funnel' }).waitFor()
  })

  it('that has expired, was revoked or is incomplete says so and offers the sign-in form', async () => {
    await makeSite('short.example')
    const link = await share('short.example')
    await expire(link)
    for (const path of [pathOf(link), pathOf(link).slice(0, -8)]) {
      const page = await openPage({ path, token: '' })
      await page.getByText('This link no longer opens the reports').waitFor()
      expect(page.url()).not.toContain('token')
      await page.getByLabel('Access token').fill(ADMIN_TOKEN)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Funnel' }).waitFor()
    }
  })
})

describe('signing in', () => {
  it('is listed in the settings, and is ended there for every browser with the same token', async () => {
    const { token } = await api<{ token: string }>('/api/tokens', { scope: 'admin', name: 'Anna' })
    const other = await openPage({ path: `/?site=${SITE}`, token })
    const page = await openSettings(SITE, { token })
    await openPanel(page, 'Sign-ins')
    await panel(page, 'Sign-ins')
      .getByRole('row', { name: /this browser/ })
      .waitFor()
    await openPanel(page, 'Change history')
    const changes = panel(page, 'Change history')
    await changes.getByRole('row', { name: 'Signed in Anna' }).first().waitFor()
    await changes.getByRole('row', { name: 'Token created Anna · everything Admin token' }).waitFor()
    await panel(page, 'Sign-ins').getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByLabel('Access token').waitFor()
    await other.getByRole('button', { name: 'Refresh' }).click()
    await other.getByText('Your sign-in has ended').waitFor()
  })

  it('ends when the token behind it expires, and the page says so', async () => {
    await makeSite('ending.example')
    const link = await share('ending.example')
    const page = await openPage({ path: pathOf(link), token: '' })
    await settled(page)
    await expire(link)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText('Your sign-in has ended').waitFor()
    await page.getByLabel('Access token').fill(tokenOf(link))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('This token is not known here').waitFor()
  })

  it.each(['not-the-token', 'an ingest token'])('fails with %s', async (token) => {
    const ingest = await api<{ token: string }>('/api/tokens', { scope: 'ingest' })
    const page = await openPage({ token: '' })
    await page.getByLabel('Access token').fill(token === 'an ingest token' ? ingest.token : token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').getByText('This token is not known here').waitFor()
    expect(await page.getByLabel('Access token').getAttribute('aria-invalid')).toBe('true')
  })

  it('with an admin token of one site shows the settings of that site, but no tokens and no other sites', async () => {
    const { token } = await api<{ token: string }>('/api/tokens', { scope: 'admin', site: SITE })
    const page = await openSettings(SITE, { token })
    await panel(page, 'Site').getByLabel('Excluded IP').waitFor()
    expect(await panel(page, 'Tokens').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Make a link' }).count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Add a site' }).count()).toBe(0)
    await page.goto(`/?site=${SITE}&view=add`)
    await page.getByRole('heading', { name: 'Funnel' }).waitFor()
  })
})
