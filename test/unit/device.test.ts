import { describe, expect, it } from 'vitest'
import { device } from '../../worker/ingest/agent/device.ts'

const CHROMIUM = '(KHTML, like Gecko) Chrome/142.0.0.0'
const WINDOWS = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 ${CHROMIUM} Safari/537.36`
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const IPAD = 'Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const ANDROID = `Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 ${CHROMIUM}`
const WEBVIEW = `Mozilla/5.0 (Linux; Android 14; SM-A546B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36`

const read = (agent: string, hints?: Parameters<typeof device>[1]) => {
  const { device: kind, browser, os } = device(agent, hints)
  return `${kind}, ${browser}, ${os}`
}

describe('a platform that a page states', () => {
  it.each(['constructor', 'valueOf', '__proto__', '"toString"'])('is text, also if it is %s', (platform) => {
    const { os } = device('Mozilla/5.0', { mobile: null, platform })
    expect(os).toBe(platform.replaceAll('"', ''))
  })
})

describe('a user agent', () => {
  it.each([
    [WINDOWS, 'desktop, Chrome, Windows'],
    [`${WINDOWS} Edg/142.0.0.0`, 'desktop, Edge, Windows'],
    [`${WINDOWS} OPR/125.0.0.0`, 'desktop, Opera, Windows'],
    [`${WINDOWS} Vivaldi/7.0`, 'desktop, Vivaldi, Windows'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0',
      'desktop, Firefox, Windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko',
      'desktop, Internet Explorer, Windows',
    ],
    [
      `${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.5 Safari/605.1.15`,
      'desktop, Safari, macOS',
    ],
    [`${MAC} AppleWebKit/537.36 ${CHROMIUM} Safari/537.36`, 'desktop, Chrome, macOS'],
    [
      `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 ${CHROMIUM} Safari/537.36`,
      'desktop, Chrome, Chrome OS',
    ],
    [
      'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
      'desktop, Firefox, Linux',
    ],
    [
      'Mozilla/5.0 (X11; Fedora; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
      'desktop, Firefox, Linux',
    ],
    [
      `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 ${CHROMIUM} YaBrowser/26.8 Safari/537.36`,
      'desktop, Yandex Browser, Linux',
    ],
    [`${IPHONE} Version/26.5 Mobile/15E148 Safari/604.1`, 'mobile, Safari, iOS'],
    [`${IPHONE} CriOS/142.0 Mobile/15E148 Safari/604.1`, 'mobile, Chrome, iOS'],
    [`${IPHONE} FxiOS/150.0 Mobile/15E148 Safari/604.1`, 'mobile, Firefox, iOS'],
    [`${IPHONE} EdgiOS/142.0 Version/26.0 Mobile/15E148 Safari/604.1`, 'mobile, Edge, iOS'],
    [`${IPHONE} Version/26.1 Mobile/15E148 Safari/604.1 OPT/6.7.3`, 'mobile, Opera, iOS'],
    [`${IPHONE} Mobile/15E148`, 'mobile, Safari (in-app), iOS'],
    [`${IPAD} Version/26.5 Mobile/15E148 Safari/604.1`, 'tablet, Safari, iOS'],
    [`${ANDROID} Mobile Safari/537.36`, 'mobile, Chrome, Android'],
    [`${ANDROID} Safari/537.36`, 'tablet, Chrome, Android'],
    [
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      'tablet, Chrome, Android',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; Meta Quest 3; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.0.0 Safari/537.36',
      'wearable, Android WebView, Android',
    ],
    // Tablets of makers whose names the parser takes for phones, and a phone that is folded out.
    ...[
      'HUAWEI MatePad 11 Build/HUAWEIDBY-W09',
      'Lenovo Yoga Smart Tab',
      'LG-V410',
      'SM-F946B',
      'moto tab g70',
    ].map((name): [string, string] => [
      `Mozilla/5.0 (Linux; Android 13; ${name}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36`,
      'tablet, Chrome, Android',
    ]),
    ['Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0', 'mobile, Firefox, Android'],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/30.0 Chrome/143.0.0.0 Mobile Safari/537.36',
      'mobile, Samsung Internet, Android',
    ],
    [
      'Opera/9.80 (Android; Opera Mini/36.2/119.132; U; id) Presto/2.12.423 Version/12.16',
      'mobile, Opera Mini, Android',
    ],
    [
      'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0 Safari/537.36',
      'tv, Chrome, webOS',
    ],
    [
      `Mozilla/5.0 (Linux; Andr0id 9; Hisense) AppleWebKit/537.36 ${CHROMIUM} Safari/537.36`,
      'tv, Chrome, Android',
    ],
    [
      'Mozilla/5.0 (PlayStation; PlayStation 5/6.00) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Safari/605.1.15',
      'console, Safari, PlayStation',
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox Series X) AppleWebKit/537.36 ${CHROMIUM} Safari/537.36 Edg/142.0`,
      'console, Edge, Xbox',
    ],
    [
      'Mozilla/5.0 (Linux; Android 13; SM-R890) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/20.0 Chrome/106.0 Mobile Safari/537.36',
      'wearable, Samsung Internet, Android',
    ],
    ['', 'other, (not set), (not set)'],
    ['whatever', 'other, (not set), (not set)'],
  ])('%s is %s', (agent, expected) => {
    expect(read(agent)).toBe(expected)
  })

  it.each([
    [`${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/468.0.0;FBDV/iPhone14,2]`, 'Facebook'],
    [`${WEBVIEW} [FB_IAB/FB4A;FBAV/466.0.0;]`, 'Facebook'],
    [`${IPHONE} Mobile/15E148 Instagram 334.0.0 (iPhone14,5; iOS 17_5)`, 'Instagram'],
    [`${IPHONE} Mobile/15E148 Barcelona 334.0.0 (iPhone14,5; iOS 17_5)`, 'Threads'],
    [`${WEBVIEW} trill_340103 BytedanceWebview/d8a21c6`, 'TikTok'],
    [`${WEBVIEW} Telegram-Android/10.12.0`, 'Telegram'],
    [`${IPHONE} Mobile/15E148 Viber/22.5`, 'Viber'],
    [`${IPHONE} Mobile/15E148 [Pinterest/iOS]`, 'Pinterest'],
    [WEBVIEW, 'Android WebView'],
  ])('of an app names the app: %s', (agent, app) => {
    expect(device(agent).browser).toBe(app)
  })
})

describe('client hints', () => {
  it('add what the user agent leaves out', () => {
    expect(read('whatever', { mobile: '?1', platform: '"Android"' })).toBe('mobile, (not set), Android')
    expect(read('whatever', { mobile: '?0', platform: '"macOS"' })).toBe('desktop, (not set), macOS')
  })

  it('do not override it', () => {
    expect(read(WINDOWS, { mobile: '?0', platform: '"Linux"' })).toBe('desktop, Chrome, Windows')
  })
})

describe('the cache', () => {
  it('gives the same answer after thousands of other user agents', () => {
    const first = device(WINDOWS)
    for (let i = 0; i < 2000; i++) device(`${i}`)
    expect(device(WINDOWS)).toEqual(first)
  })

  it('accepts a user agent of any length and reads only its beginning', () => {
    expect(device(`${WINDOWS} ${'(X11; '.repeat(50_000)}`)).toEqual(device(WINDOWS))
  })
})
