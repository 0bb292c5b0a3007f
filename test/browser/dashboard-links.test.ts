/** The link builder in a browser: it copies what the platforms accept, and warns of values that spoil the statistics. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { panel, useDashboard } from './dashboard.ts'

const { api, openPage } = useDashboard('new.example')
beforeAll(() => api('/api/sites', { site: 'new.example' }))

const copied = (page: Page) => page.evaluate<string>('navigator.clipboard.readText()')

describe('the link builder', () => {
  const links = (more = '', width = 1280) => openPage({ path: `/?site=new.example&view=links${more}`, width })

  it.each([
    ['Meta Ads', 'utm_campaign={{campaign.name}}'],
    ['Google Ads', 'utm_campaign={campaignid}'],
    ['TikTok Ads', 'utm_campaign=__CAMPAIGN_NAME__'],
  ])('gives the text of %s and the whole link, macros as they are', async (name, part) => {
    const page = await links()
    await page.getByLabel(name).check()
    await page.getByLabel('Landing page').fill('new.example/sale?id=1')
    await panel(page, 'URL parameters').getByRole('button', { name: 'Copy: URL parameters' }).click()
    const text = await copied(page)
    expect(text).toContain(part)
    await page.getByRole('button', { name: 'Copy: Finished link' }).click()
    expect(await copied(page)).toBe(`https://new.example/sale?id=1&${text}`)
    expect(await page.getByRole('list', { name: 'What would spoil the statistics' }).count()).toBe(0)
  })

  it('says which parameters Google does not know, and accepts a typed campaign name', async () => {
    const page = await links()
    await page.getByLabel('Google Ads').check()
    await page.getByText('Google has no macro for a campaign’s name').waitFor()
    await page.getByLabel('Show campaigns, ad groups and ads by').selectOption('custom')
    await page.getByText('Custom parameter, name campaign').waitFor()
    await page.getByText('{lpurl}?utm_source=google&utm_medium=cpc&utm_campaign={_campaign}').waitFor()
  })

  it('builds a plain link, warns of values that spoil the statistics, and corrects them', async () => {
    const page = await links()
    await page.getByLabel('Email').check()
    await page.getByText('Without a campaign, this link looks the same').waitFor()
    await page.getByLabel('Landing page').fill('https://other.example/?utm_source=x#top')
    await page.getByLabel('Campaign (utm_campaign)').fill('Black Friday')
    await page.getByText('other.example is not among the hosts').waitFor()
    await page.getByText('The address had utm_source from another click').waitFor()
    await page.getByText('The address ends in #top').waitFor()
    await page.getByRole('button', { name: 'Write black_friday' }).click()
    await page.getByLabel('Landing page').fill('new.example')
    const link = 'https://new.example/?utm_source=newsletter&utm_medium=email&utm_campaign=black_friday'
    await page.getByText(link, { exact: true }).waitFor()
    expect(await page.getByRole('list', { name: 'What would spoil the statistics' }).count()).toBe(0)
    await page.getByLabel('Source (utm_source)').fill('')
    await page.getByText('Without a source it is not known').waitFor()
    await page.getByLabel('Landing page').fill('no page')
    await page.getByText('This is not the address of a page').waitFor()
  })
})
