/** Costs and ROI in a real browser: costs compared with sessions, and returns calculated as the API does. */
import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { cards, figures, META, useCosts, written } from './costs.ts'
import { panel, rows, settled } from './dashboard.ts'

const SITE = 'costs.example'
const { api, load, newSite, open, roi } = useCosts(SITE)

beforeAll(async () => {
  await newSite(SITE)
  await load(SITE, META)
})

describe('returns', () => {
  it('show the values of the API: cards, rows and total', async () => {
    const page = await open(SITE)
    await settled(page)
    const { rows: wanted, total, campaigns_with_costs: paid } = await roi(SITE)
    expect(total).toMatchObject({ revenue: 2501, ad_spend: 500.75, conversions: 2 })
    const computed = ['revenue', 'profit', 'roi', 'roas', 'cost_per_conversion'] as const
    expect(await cards(page)).toEqual((['ad_spend', ...computed] as const).map((key) => written(paid!, key)))
    // All revenue, whatever brought it, is beside it and called so.
    expect((await page.locator('.figure .beside').allInnerTexts()).slice(1)).toEqual(
      computed.map((key) => `Blended: ${written(total, key)}`),
    )
    const shown = await rows(page, 'Return on ad spend')
    expect(shown).toEqual(wanted.map((row) => [row.campaign, ...figures(row)]))
    const sum = await panel(page, 'Return on ad spend').locator('tfoot td').allInnerTexts()
    expect(sum.map((cell) => cell.trim())).toEqual(figures(total))
  })

  it('mark rows without sessions and rows without costs, and show how much spend has no campaign', async () => {
    const page = await open(SITE)
    const table = panel(page, 'Return on ad spend')
    await table.locator('tr', { hasText: 'Nobody' }).getByText('spend, no visits').waitFor()
    await table.locator('tr', { hasText: 'search' }).getByText('no costs known').waitFor()
    expect(await table.locator('tr', { hasText: 'winter' }).locator('.mark').count()).toBe(0)
    await table.getByText('₴100.00 of ₴500.75 spend is matched to no session.').waitFor()
    await table.getByRole('link', { name: 'Build such links' }).click()
    expect(new URL(page.url()).searchParams.get('view')).toBe('links')
  })

  it('can be grouped by source or creative and sorted; the address keeps both', async () => {
    const page = await open(SITE)
    await settled(page)
    const table = panel(page, 'Return on ad spend')
    for (const [by, title] of [
      ['source', 'By source'],
      ['content', 'By creative'],
    ] as const) {
      await table.getByLabel('What a row is').selectOption(title)
      await settled(page)
      const names = (await rows(page, 'Return on ad spend')).map(([name]) => name)
      expect(names).toEqual((await roi(SITE, `by=${by}`)).rows.map((row) => row[by]))
    }
    await table.getByRole('button', { name: 'Revenue' }).click()
    await settled(page)
    expect(new URL(page.url()).search).toBe(`?site=${SITE}&view=costs&sort=roi%3A-revenue&by=content`)
    const { rows: wanted } = await roi(SITE, 'by=content&sort=-revenue')
    const expected = wanted.map((row) => [row.content, ...figures(row)])
    expect(await rows(page, 'Return on ad spend')).toEqual(expected)
    await page.reload()
    await settled(page)
    expect(await rows(page, 'Return on ad spend')).toEqual(expected)
    await page.goBack()
    await settled(page)
    const before = (await rows(page, 'Return on ad spend')).map(([name]) => name)
    expect(before).toEqual((await roi(SITE, 'by=source')).rows.map((row) => row.source))
  })

  it('are exported as CSV as they are shown', async () => {
    const page = await open(SITE)
    const coming = page.waitForEvent('download')
    await panel(page, 'Return on ad spend').getByRole('link', { name: 'CSV' }).click()
    const text = await readFile(await (await coming).path(), 'utf8')
    expect(text).toMatch(/^\uFEFFcampaign,source,sources,matched,/)
    expect(text).toContain('costs only')
  })

  it('are filtered to one row by a click on it', async () => {
    const page = await open(SITE)
    await panel(page, 'Return on ad spend').getByRole('link', { name: 'Only winter' }).click()
    await settled(page)
    const { rows: wanted, total } = await roi(SITE, 'filter=campaign:is:winter')
    expect(wanted).toMatchObject([{ campaign: 'winter', sessions: 2, ad_spend: 400.75 }])
    expect(await rows(page, 'Return on ad spend')).toEqual([['winter', ...figures(wanted[0]!)]])
    expect((await cards(page))[0]).toBe(written(total, 'ad_spend'))
  })

  it('say that costs cannot be divided by a country', async () => {
    const page = await open(SITE, { path: `/?site=${SITE}&view=costs&filter=country:is:UA` })
    await page.getByText('Spend is known only by source, campaign and creative.').waitFor()
    expect((await cards(page))[0]).toBe('–')
  })
})

describe('the calculator', () => {
  it('shows the API’s result for each typed spend', async () => {
    const page = await open(SITE)
    const box = panel(page, 'ROI calculator')
    await box.getByText('₴500.75').waitFor()
    const spends: [typed: string, spend: number][] = [
      ['1250', 1250],
      ['1 250,50', 1250.5],
      ['2,501.00', 2501],
      ['0,07', 0.07],
      ['99999', 99999],
      ['0', 0],
    ]
    const facts = box.locator('dl').first()
    for (const [typed, spend] of spends) {
      await box.getByLabel('Ad spend').fill(typed)
      const { total } = await roi(SITE, `ad_spend=${spend}`)
      const shown = await facts
        .locator('dd')
        .evaluateAll((all) => all.map((one) => one.firstChild?.textContent))
      expect(shown.slice(0, 4)).toEqual(
        (['profit', 'roi', 'roas', 'cost_per_conversion'] as const).map((key) => written(total, key)),
      )
    }
    await box.getByLabel('Ad spend').fill('1250,50')
    // There are two sales of 1,250.50 each. One of them pays for this spend.
    await facts.getByText(/^1 conversion/).waitFor()
  })

  it('shows the largest spend for a wanted return, and refuses what is no amount', async () => {
    const page = await open(SITE)
    const box = panel(page, 'ROI calculator')
    await box.getByLabel('Target ROAS').fill('2,5')
    await box.getByText('₴1,000.40').waitFor()
    await box.getByText('₴499.65 more than above').waitFor()
    const { total } = await roi(SITE, 'ad_spend=1000.40')
    expect(total.roas).toBe(2.5)
    await box.getByLabel('Target ROAS').fill('a lot')
    await box.getByText('This is not a ratio.').waitFor()
    await box.getByLabel('Ad spend').fill('12,34,5')
    await box.getByText('This is not an amount.').waitFor()
    expect(await box.getByLabel('Ad spend').getAttribute('aria-invalid')).toBe('true')
  })
})

describe('readers', () => {
  it('with a read token see figures and rates, and no button that changes anything', async () => {
    const { token } = await api<{ token: string }>('/api/tokens', { scope: 'read', name: 'reader' })
    const page = await open(SITE, { token })
    await settled(page)
    expect((await cards(page))[0]).toBe('₴500.75')
    await panel(page, 'Exchange rates').waitFor()
    await panel(page, 'ROI calculator').waitFor()
    expect(await page.getByText('Upload costs').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Add the rate' }).count()).toBe(0)
  })

  it('with a Ukrainian browser see it in Ukrainian; on a phone it does not scroll sideways', async () => {
    const page = await open(SITE, { locale: 'uk-UA', width: 360, theme: 'dark' })
    await page.getByRole('region', { name: 'Окупність реклами' }).getByText('витрати без візитів').waitFor()
    await page.getByText('З жодним сеансом не зіставлено 100,00 ₴ із 500,75 ₴ витрат.').waitFor()
    await page.getByText('Перетягніть сюди файли').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  })
})
