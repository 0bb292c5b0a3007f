/** Installation in a real browser: from a new site to the first event, and the hints if no event comes. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../wire/time.ts'
import { USER_AGENT } from '../harness.ts'
import { send, wireEvent } from '../worker/fixtures.ts'
import { panel, useDashboard } from './dashboard.ts'

const { api, openPage, worker } = useDashboard('new.example')

let serial = 0
/** Creates a site and opens its installation view. */
async function openInstall(more: Record<string, unknown> = {}, token?: string): Promise<[Page, string]> {
  const site = `start-${++serial}.example`
  await api('/api/sites', { site, hosts: [site], ...more })
  return [await openPage({ path: `/?site=${site}&view=install`, token }), site]
}

/** The same, with a clock of the page that the test moves. */
async function openTimed(setUp: (page: Page) => Promise<unknown> = async () => {}): Promise<Page> {
  const site = `start-${++serial}.example`
  await api('/api/sites', { site })
  const page = await openPage({ path: '/api/health', timed: true })
  await page.clock.install()
  await setUp(page)
  await page.goto(`/?site=${site}&view=install`)
  await page.getByText('Waiting for the first event').waitFor()
  return page
}

/** Sends what a page of `host` would send for a site. */
const sendFrom = (host: string, site: string, headers = {}) =>
  send(worker(), site, [wireEvent({ url: `https://${host}/` })], { origin: `https://${host}`, ...headers })

const copied = (page: Page) => page.evaluate<string>('navigator.clipboard.readText()')
const snippet = (page: Page, title: string) => panel(page, title).locator('code').first()

describe('a first run', () => {
  it('needs only the copied tag on a page of the shop to show the first visit', async () => {
    const page = await openPage({ path: '/' })
    await page.getByRole('heading', { name: 'Add your first site' }).waitFor()
    await page.getByLabel('Domain').fill('no domain')
    await page.getByRole('button', { name: 'Add a site' }).click()
    await page.getByText('The domain is not one').waitFor()
    await page.getByLabel('Domain').fill('https://New.Example/shop')
    await page.getByLabel('Currency').selectOption('EUR')
    await page.getByRole('button', { name: 'Add a site' }).click()
    const arrival = panel(page, 'Does it arrive?')
    await arrival.getByText('Waiting for the first event').waitFor()
    expect(new URL(page.url()).search).toBe('?site=new.example&view=install')
    await panel(page, 'Code for the shop').getByRole('button', { name: 'Copy' }).first().click()
    const tag = await copied(page)
    expect(tag).toBe(`<script defer src="${worker().url}/t.js" data-site="new.example"></script>`)
    await page.getByText('new.example, www.new.example').waitFor()

    const visitor = await page
      .context()
      .browser()!
      .newContext({
        // A browser without a language counts as a bot.
        ...{ userAgent: USER_AGENT, locale: 'en-US' },
        // Without this permission, a page of another host may not send requests to this machine.
        permissions: ['local-network-access'],
      })
    const shop = await visitor.newPage()
    await shop.route('https://new.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Shop</title>${tag}` }),
    )
    await shop.goto('https://new.example/')

    await arrival.getByRole('status').getByText('Events arrive.').waitFor()
    await visitor.close()
    await arrival.getByRole('link', { name: 'To the overview' }).click()
    await panel(page, 'Latest sessions').getByText('(direct) / (none)').waitFor()

    await page.goto('/?view=add')
    await page.getByLabel('Domain').fill('new.example')
    await page.getByRole('button', { name: 'Add a site' }).click()
    await page.getByText('This site exists already').waitFor()
  })

  it('of a site with events says since when they come, and stops asking', async () => {
    const page = await openPage({ path: '/?site=new.example&view=install', timed: true })
    await page.getByText(/^The first one came on .+, the latest on .+\.$/).waitFor()
    await page.clock.install()
    let asked = 0
    page.on('request', () => asked++)
    await page.clock.runFor(20_000)
    expect(asked).toBe(0)
  })
})

describe('the code for the shop', () => {
  it('changes at once with each option, for every way to install it', async () => {
    const [page, site] = await openInstall()
    const code = snippet(page, 'Code for the shop')
    const src = `${worker().url}/t.js`
    await page.getByLabel('asked for by a banner').check()
    await page.getByLabel('read carts and purchases').check()
    await page.getByLabel('Subdomains share').check()
    await page.getByLabel('Several domains').fill(`https://${site}/, pay.example`)
    const options = `data-consent="pending" data-datalayer data-cookie-domain data-domains="${site},pay.example"`
    const preload = `<link rel="modulepreload" href="${worker().url}/extras.js">\n`
    expect(await code.textContent()).toBe(
      `${preload}<script defer src="${src}" data-site="${site}" ${options}></script>`,
    )
    await page.getByLabel('WordPress').check()
    expect(await code.textContent()).toBe(
      `${preload}<script defer src="${src}?site=${site}" ${options}></script>`,
    )
    await page.getByLabel('Google Tag Manager').check()
    expect(await code.textContent()).toContain(`tag.dataset.domains = '${site},pay.example'`)
    await page.getByLabel('npm').check()
    expect(await code.textContent()).toContain(`site: '${site}'`)
    await panel(page, 'Code for the shop').getByRole('button', { name: 'Copy' }).first().click()
    expect(await copied(page)).toBe(await code.textContent())
  })

  it('warns that events of another domain would be refused, and allows it by a click', async () => {
    const [page, site] = await openInstall()
    await page.getByLabel('Several domains').fill(`${site}, pay.example`)
    await page.getByText('pay.example is not among the hosts of this site yet').waitFor()
    await page.getByRole('button', { name: 'Allow pay.example' }).click()
    await page.getByText(`Data is accepted from pages on: ${site}, pay.example`).waitFor()
    expect(await page.getByText('is not among the hosts').count()).toBe(0)
  })
})

describe('when no event comes, the page', () => {
  it('names the host that was refused, and allows it by a click', async () => {
    const [page, site] = await openInstall()
    await sendFrom('staging.test', site)
    await page.getByText('A page on staging.test sends, but this host is not among').waitFor()
    await page.getByRole('button', { name: 'Allow staging.test' }).click()
    await page.getByText(`Data is accepted from pages on: ${site}, staging.test`).waitFor()
    expect(await page.getByText('A page on staging.test').count()).toBe(0)
    const { sites } = await api<{ sites: { site: string; hosts: string[] }[] }>('/api/sites')
    expect(sites.find((one) => one.site === site)!.hosts).toEqual([site, 'staging.test'])
  })

  it('offers that to admins only', async () => {
    const { token } = await api<{ token: string }>('/api/tokens', { scope: 'read' })
    const [page, site] = await openInstall({}, token)
    await sendFrom('staging.test', site)
    await page.getByText('A page on staging.test').waitFor()
    await page.getByText('An admin can let it in').waitFor()
    expect(await page.getByRole('button', { name: /^Allow/ }).count()).toBe(0)
  })

  it('names the misspelt site', async () => {
    const [page, site] = await openInstall()
    await sendFrom(site, 'strat.example')
    await page
      .getByText(`data-site="strat.example", but there is no such site. It must be data-site="${site}"`)
      .waitFor()
  })

  it('names events of bots and of excluded addresses', async () => {
    const [page, site] = await openInstall({ excluded_ips: ['127.0.0.1', '::1'] })
    await sendFrom(site, site)
    await page.getByText('1 event: from an address that the settings exclude').waitFor()
    const path = `/api/sites/${site}`
    expect((await worker().api('PATCH', path, { excluded_ips: [] })).status).toBe(200)
    await sendFrom(site, site, { 'user-agent': 'Mozilla/5.0 HeadlessChrome/140.0.0.0' })
    await page.getByText('1 event: from a robot').waitFor()
  })

  it('after half a minute lists other causes, with the content policy filled in', async () => {
    const page = await openTimed()
    const title = page.getByText('Nothing yet?')
    expect(await title.count()).toBe(0)
    for (let turn = 0; turn < 15 && !(await title.isVisible()); turn++) await turnOf(page)
    await title.waitFor()
    await page.getByText(`script-src ${worker().url}; connect-src ${worker().url}`).waitFor()
    await page.getByText('An ad blocker stops the script').waitFor()
  })

  it('stops waiting after a quarter of an hour, and continues on request', async () => {
    // The page answers itself, because three hundred requests to the Worker would take long.
    const page = await openTimed((page) =>
      page.addInitScript(`{
        const { fetch } = window
        const nothing = { site: 'x', first_event_at: null, last_event_at: null, refused: [] }
        window.fetch = (path, ...more) =>
          String(path).endsWith('/status') ? Promise.resolve(Response.json(nothing)) : fetch(path, ...more)
      }`),
    )
    const wait = page.getByRole('button', { name: 'Go on waiting' })
    await page.clock.runFor(14 * MINUTE_MS)
    expect(await wait.isVisible()).toBe(false)
    await page.clock.runFor(2 * MINUTE_MS)
    await wait.waitFor()
    await page.getByText('No event has come so far.').waitFor()
    let asked = 0
    page.on('request', () => asked++)
    await page.clock.runFor(MINUTE_MS)
    expect(asked).toBe(0)
    await wait.click()
    await page.getByText('Waiting for the first event').waitFor()
  })

  it('asks nothing while the tab is hidden, and asks at once when it is shown', async () => {
    const look = (how: string) =>
      `Object.defineProperty(document, 'visibilityState', { value: '${how}', configurable: true })`
    const page = await openTimed((page) => page.addInitScript({ content: look('hidden') }))
    let asked = 0
    page.on('request', () => asked++)
    await page.clock.runFor(30_000)
    expect(asked).toBe(0)
    const asks = page.waitForRequest('**/status')
    await page.evaluate(`${look('visible')}; document.dispatchEvent(new Event('visibilitychange'))`)
    await asks
  })

  it('shows a failure of the API, and tries again on request', async () => {
    const [page] = await openInstall()
    await page.getByText('Waiting for the first event').waitFor()
    await page.route('**/status', (route) => route.abort())
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText('The server cannot be reached').waitFor()
    await page.unroute('**/status')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('The server cannot be reached').waitFor({ state: 'detached' })
  })
})

/** Moves the clock to the next request for the status, and waits for its answer. */
async function turnOf(page: Page) {
  const answered = page.waitForResponse('**/status')
  await page.clock.runFor(3000)
  await answered
  await page.clock.runFor(20)
}
