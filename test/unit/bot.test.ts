import { describe, expect, it } from 'vitest'
import { isBot } from '../../worker/ingest/agent/isBot.ts'

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148'

describe('a bot', () => {
  it.each([
    '',
    '   ',
    '-',
    'Mozilla/5.0',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot',
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'WhatsApp/2.23',
    'curl/8.0',
    'python-requests/2.31',
    'node',
    CHROME.replace('Chrome', 'HeadlessChrome'),
    CHROME.replace('Safari', 'Code/1.115.0 Electron/39.8.5 Safari'),
    `${CHROME} GTmetrix`,
    `${CHROME} Chrome-Lighthouse`,
    `${CHROME} Puppeteer`,
    'Mozilla/5.0 (linux) AppleWebKit/537.36 (KHTML, like Gecko) jsdom/22.1.0',
  ])('has the user agent "%s"', (agent) => expect(isBot(agent)).toBe(true))
})

describe('a person', () => {
  it.each([
    CHROME,
    `${IPHONE} Version/26.5 Safari/604.1`,
    `${IPHONE} [FBAN/FBIOS;FBAV/468.0.0;FBBV/1;FBDV/iPhone14,2]`,
    `${IPHONE} Instagram 334.0.0 (iPhone14,5; iOS 17_5)`,
    `${IPHONE} Viber/22.5`,
    `${CHROME} Telegram-Android/10.12.0`,
    'Mozilla/5.0 (Linux; Android 13; Cubot X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36',
    'Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)',
    'Opera/9.80 (Android; Opera Mini/36.2/119.132; U; id) Presto/2.12.423 Version/12.16',
    'Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) 76.0.3809.146/6.0 TV Safari/537.36',
  ])('has the user agent "%s"', (agent) => expect(isBot(agent)).toBe(false))
})

it('only the beginning of a long user agent is read', () => {
  expect(isBot(`${CHROME} ${'(x; '.repeat(50_000)} Googlebot`)).toBe(false)
})
