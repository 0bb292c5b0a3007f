import { expect, test } from 'vitest'
import { botSignal, type Signals } from '../../worker/ingest/botSignal.ts'

const CHROME = {
  origin: 'https://shop.example',
  'accept-language': 'uk-UA,uk;q=0.9',
  'sec-fetch-mode': 'cors',
  'sec-ch-ua': '"Chromium";v="142", "Google Chrome";v="142", "Not_A Brand";v="99"',
}
const HEADLESS = { 'sec-ch-ua': '"Chromium";v="142", "HeadlessChrome";v="142"' }
const PLAIN = { origin: 'http://localhost:8788' }
const DATA_CENTRE = { asn: 24940 }

const signal = (headers: Record<string, string>, cf: Signals['cf'] = {}, excludeDataCentres = false) =>
  botSignal({ header: (name) => headers[name], cf }, excludeDataCentres)
const without = (name: keyof typeof CHROME) => ({ ...CHROME, [name]: '' })

test.each<[what: string, headers: Record<string, string>, cf?: Signals['cf'], exclude?: boolean]>([
  ['of a browser', CHROME],
  ['of a browser without client hints', without('sec-ch-ua')],
  ['of an old browser', { origin: 'https://shop.example' }],
  ['without any header', {}],
  ['of a test on a developer’s machine', { ...CHROME, ...HEADLESS, ...PLAIN, 'accept-language': '' }],
  ['with the score of a person', CHROME, { botManagement: { score: 30 } }],
  ['that has not been scored', CHROME, { botManagement: { score: 0, verifiedBot: false } }],
  ['of a company’s proxy', CHROME, { botManagement: { score: 5, corporateProxy: true } }],
  ['of a data centre, where the site does not exclude it', CHROME, DATA_CENTRE],
  ['of another network, where the site excludes data centres', CHROME, { asn: 15895 }, true],
  ['of an unknown network, where the site excludes data centres', CHROME, {}, true],
])('a request %s is not automated', (_, headers, cf, exclude) => {
  expect(signal(headers, cf, exclude)).toBeNull()
})

test.each<[what: string, headers: Record<string, string>, cf?: Signals['cf'], exclude?: boolean]>([
  ['whose client hints name a headless browser', { ...CHROME, ...HEADLESS }],
  ['of a browser without languages', without('accept-language')],
  ['of a bot that Cloudflare knows', CHROME, { botManagement: { score: 99, verifiedBot: true } }],
  ['of a bot of a known category', CHROME, { verifiedBotCategory: 'Search Engine Crawler' }],
  ['with the score of a program', CHROME, { botManagement: { score: 29 } }],
  ['of a data centre, where the site excludes it', CHROME, DATA_CENTRE, true],
])('a request %s is automated', (_, headers, cf, exclude) => {
  expect(signal(headers, cf, exclude)).toMatch(/\w/)
})
