/** User agents of the demo's visitors with their shares, and of a few robots. */
import type { Weighted } from '../random.ts'

export interface Agent extends Weighted {
  text: string
}

const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const WEBVIEW = 'AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome'

/** Browsers outside the social apps. */
export const BROWSERS: readonly Agent[] = [
  { weight: 15, text: `${ANDROID} Chrome/153.0.0.0 Mobile Safari/537.36` },
  { weight: 11, text: `${ANDROID} Chrome/152.0.0.0 Mobile Safari/537.36` },
  { weight: 4, text: `${ANDROID} Chrome/150.0.0.0 Mobile Safari/537.36` },
  { weight: 2, text: `${ANDROID} Chrome/141.0.0.0 Mobile Safari/537.36` },
  { weight: 5, text: `${ANDROID} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36` },
  { weight: 2, text: `${ANDROID} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36` },
  { weight: 1.6, text: `${ANDROID} Chrome/150.0.0.0 Mobile Safari/537.36 OPR/94.0.0.0` },
  { weight: 0.8, text: `${ANDROID} Chrome/152.0.0.0 Mobile Safari/537.36 EdgA/152.0.0.0` },
  { weight: 1.2, text: 'Mozilla/5.0 (Android 15; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0' },
  {
    weight: 1.4,
    text: 'Mozilla/5.0 (Linux; U; Android 14; uk-ua; Redmi Note 13 Build/UKQ1.231003.002) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/123.0.6312.118 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.35.0-gn',
  },
  { weight: 11, text: `${IPHONE} Version/26.1 Mobile/15E148 Safari/604.1` },
  { weight: 6, text: `${IPHONE} Version/26.0 Mobile/15E148 Safari/604.1` },
  {
    weight: 4,
    text: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1',
  },
  { weight: 3, text: `${IPHONE} CriOS/153.0.7390.41 Mobile/15E148 Safari/604.1` },
  { weight: 13, text: `${WINDOWS} Chrome/153.0.0.0 Safari/537.36` },
  { weight: 4, text: `${WINDOWS} Chrome/152.0.0.0 Safari/537.36` },
  { weight: 4, text: `${WINDOWS} Chrome/152.0.0.0 Safari/537.36 Edg/152.0.0.0` },
  { weight: 2, text: `${WINDOWS} Chrome/150.0.0.0 Safari/537.36 OPR/134.0.0.0` },
  { weight: 2, text: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0' },
  { weight: 2.4, text: `${MAC} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36` },
  { weight: 2.4, text: `${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15` },
  {
    weight: 0.7,
    text: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/152.0.0.0 Safari/537.36',
  },
  { weight: 0.5, text: 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0' },
  {
    weight: 1.6,
    text: 'Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  },
  {
    weight: 1.2,
    text: 'Mozilla/5.0 (Linux; Android 14; SM-X210) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/152.0.0.0 Safari/537.36',
  },
]

/** In-app browsers by their app. */
export const APP_BROWSERS: Record<'facebook' | 'instagram' | 'tiktok', readonly Agent[]> = {
  facebook: [
    {
      weight: 6,
      text: `Mozilla/5.0 (Linux; Android 14; SM-A546B Build/UP1A.231005.007; wv) ${WEBVIEW}/152.0.7300.60 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/538.0.0.53.70;]`,
    },
    {
      weight: 4,
      text: `Mozilla/5.0 (Linux; Android 13; 2201117TG Build/TKQ1.221114.001; wv) ${WEBVIEW}/151.0.7250.44 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/536.0.0.46.77;]`,
    },
    {
      weight: 4,
      text: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/537.0.0.40.107;FBBV/801230144;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBSV/18.6;FBSS/3;FBID/phone;FBLC/uk_UA;FBOP/5]',
    },
  ],
  instagram: [
    {
      weight: 6,
      text: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 Instagram 405.0.0.29.79 (iPhone14,5; iOS 18_6; uk_UA; uk; scale=3.00; 1170x2532; 801230144)',
    },
    {
      weight: 5,
      text: `Mozilla/5.0 (Linux; Android 15; SM-S921B Build/AP3A.240905.015; wv) ${WEBVIEW}/152.0.7300.60 Mobile Safari/537.36 Instagram 404.0.0.48.76 Android (35/15; 480dpi; 1080x2340; samsung; SM-S921B; e1s; s5e9945; uk_UA; 790142233)`,
    },
  ],
  tiktok: [
    {
      weight: 6,
      text: `Mozilla/5.0 (Linux; Android 14; 23053RN02A Build/UP1A.231005.007; wv) ${WEBVIEW}/151.0.7250.44 Mobile Safari/537.36 trill_420105 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly app_version/42.1.5 ByteLocale/uk-UA ByteFullLocale/uk-UA Region/UA BytedanceWebview/d8a21c6`,
    },
    {
      weight: 4,
      text: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 musical_ly_42.1.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/uk Region/UA isDarkMode/0 WKWebView/1 RevealType/Dialog BytedanceWebview/d8a21c6',
    },
  ],
}

/** Robots visit the shop, too, and must not be counted. */
export const ROBOTS: readonly string[] = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
  'curl/8.14.1',
]
