/** Loading costs and rates in a real browser: a preview before anything is loaded, and reasons for what is refused. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { cards, day, figures, META, useCosts } from './costs.ts'
import { panel, rows, settled } from './dashboard.ts'

const { api, load, newSite, open, roi } = useCosts('upload.example')

const GOOGLE = `Campaign report\nDay,Campaign,Currency code,Cost,Clicks,Impr.\n${day(2)},search,USD,20,5,50`
const WRONG = `Campaign name,Day,Amount spent (USD)\nGood,${day(1)},1\nBad,${day(1)},-1\nHalf,2026`

interface Sent {
  name: string
  mimeType: string
  buffer: Buffer
}
const file = (name: string, text: string | Uint8Array): Sent => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})
const choose = (page: Page, ...files: Sent[]) => page.getByLabel('Choose files').setInputFiles(files)
/** Drops a file onto the page, outside of every field. The file has `text` repeated `times` times. */
const drop = (page: Page, name: string, text: string, times = 1) =>
  page.evaluate(
    ({ name, text, times }) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([text.repeat(times)], name, { type: 'text/csv' }))
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    },
    { name, text, times },
  )
const upload = (page: Page) => panel(page, 'Upload costs')
const item = (page: Page, name: string) => upload(page).getByRole('listitem', { name })

describe('uploading costs', () => {
  it('shows how a dropped file was read, and stores nothing before the confirmation', async () => {
    const site = await newSite('drop.example')
    const page = await open(site)
    await page.getByText('No costs are known in this period').waitFor()
    await page.getByText('Campaign name, Day, Amount spent').first().waitFor()
    await drop(page, 'meta.csv', META)
    const dropped = item(page, 'meta.csv')
    await dropped.getByText('Nothing is stored yet').waitFor()
    const facts = await dropped.locator('dd').allInnerTexts()
    expect(facts[0]).toBe('Meta Ads Manager')
    expect(facts.slice(2)).toEqual(['₴500.75', '3, 1 line of sums left out', '3', '3 rows new or corrected'])
    expect(await dropped.locator('tbody tr').first().locator('td').allInnerTexts()).toEqual([
      'meta, all sources',
      'winter',
      '₴300.25',
      '60',
      '6,000',
    ])
    expect((await roi(site)).total.ad_spend).toBe(0)

    await dropped.getByRole('button', { name: 'Load' }).click()
    await dropped.getByText('Loaded: 3 rows new or corrected.').waitFor()
    await panel(page, 'Return on ad spend').getByText('Nobody, "came"').waitFor()
    await settled(page)
    const { rows: wanted, total } = await roi(site)
    expect(total.ad_spend).toBe(500.75)
    expect(await rows(page, 'Return on ad spend')).toEqual(
      wanted.map((row) => [row.campaign, ...figures(row)]),
    )
    expect((await cards(page))[0]).toBe('₴500.75')

    await choose(page, file('again.csv', META))
    await item(page, 'again.csv').getByText('nothing, all of it is known').waitFor()
  })

  it('takes several files one after another; problems are listed by line and column, and such a file is not loaded', async () => {
    const site = await newSite('several.example')
    const page = await open(site)
    await choose(
      page,
      file('wrong.csv', WRONG),
      file('meta.csv', META),
      file('workbook.xlsx', 'PK\u0003\u0004'),
    )
    const wrong = item(page, 'wrong.csv')
    await wrong.getByText('Nothing of this file was loaded').waitFor()
    expect(
      await wrong
        .locator('tbody tr')
        .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent))),
    ).toEqual([
      ['3', 'Amount spent (USD)', 'must not be negative'],
      ['4', '–', 'has 2 of the heading’s 3 cells: it is cut off'],
    ])
    await item(page, 'meta.csv').getByText('waits for its turn').waitFor()
    await wrong.getByRole('button', { name: 'Leave out' }).click()
    const meta = item(page, 'meta.csv')
    await meta.getByText('Nothing is stored yet').waitFor()
    // The button that had the focus is gone. The focus is now at the next file of the queue.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await meta.getByText('Loaded').waitFor()
    await item(page, 'workbook.xlsx').getByText('is a damaged ZIP archive').waitFor()
    expect((await roi(site)).total.ad_spend).toBe(500.75)
  })

  it('asks for the currency and the encoding that a file does not state', async () => {
    const site = await newSite('asks.example')
    const page = await open(site)
    await choose(page, file('plain.csv', `Campaign,Day,Cost\nsearch,${day(1)},5`))
    const plain = item(page, 'plain.csv')
    await plain.getByText('the file does not state its currency').waitFor()
    await plain.getByLabel('Currency of the file').selectOption('USD')
    await plain.getByRole('button', { name: 'Read it so' }).click()
    await plain.getByText('US$5.00').or(plain.getByText('$5.00')).first().waitFor()
    await plain.getByRole('button', { name: 'Leave out' }).click()

    const cyrillic = Uint8Array.from(
      `Название кампании,День,Сумма затрат (UAH)\nЗима,${day(1)},5\n`,
      (char) => {
        const code = char.charCodeAt(0)
        return code < 128 ? code : code - 0x350
      },
    )
    await choose(page, file('old.csv', cyrillic))
    const old = item(page, 'old.csv')
    await old.getByText('is not UTF-8').waitFor()
    await old.getByLabel('Encoding').selectOption('windows-1251')
    await old.getByRole('cell', { name: 'Зима' }).waitFor()
    await old.getByRole('button', { name: 'Load' }).click()
    await old.getByText('Loaded').waitFor()
    expect((await roi(site)).rows[0]).toMatchObject({ campaign: 'Зима', ad_spend: 5 })
  })

  it('says how large a file may be', async () => {
    const page = await open(await newSite('large.example'))
    await upload(page).waitFor()
    await drop(page, 'large.csv', ' ', 20 * 1_048_576)
    await item(page, 'large.csv').getByText('the body is larger than 5242880 bytes').waitFor()
  })
})

describe('exchange rates', () => {
  it('are asked for when they are missing; once entered, the amounts count in the figures', async () => {
    const site = await newSite('rates.example')
    await load(site, GOOGLE)
    const page = await open(site)
    const table = panel(page, 'Return on ad spend')
    await table.getByText('Spend without an exchange rate: ').waitFor()
    await panel(page, 'Exchange rates').getByText('No rate is known.').waitFor()
    await table.getByRole('button', { name: 'Add a rate for USD' }).click()
    await page.keyboard.type('many')
    await page.keyboard.press('Enter')
    await page.getByText('This is not a rate.').waitFor()
    await page.getByLabel('1 USD in UAH').fill('41,55')
    await page.keyboard.press('Enter')
    await page.getByText('Added: 1 USD = 41.55 UAH.').waitFor()
    await page.getByRole('cell', { name: '1 USD = 41.55 UAH' }).waitFor()
    await settled(page)
    expect(await table.getByText('without an exchange rate').count()).toBe(0)
    const { total } = await roi(site)
    expect(total.ad_spend).toBe(831)
    expect((await cards(page))[0]).toBe('₴831.00')
    const { rates } = await api<{ rates: unknown[] }>(`/api/rates?site=${site}`)
    expect(rates).toMatchObject([{ currency: 'USD', rate: 41.55 }])
  })
})
