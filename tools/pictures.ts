/**
 * `node tools/pictures.ts URL` makes the pictures of docs/ again, from a demo shop that `npm start` serves at URL. It reads the
 * admin token from the environment (`ADMIN_TOKEN`). Look at each picture before you commit it.
 */
import { writeFileSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { DEMO_SITE } from '../demo/site.ts'
import { BROWSER_ARGS, findBrowser } from './browser.ts'
import { print } from './output.ts'

/** One screenshot: a view of the dashboard, with the size of its window in CSS pixels. */
interface Shot {
  view: string
  width: number
  height: number
  /** Pixels of the picture for each CSS pixel. */
  scale: number
  language?: 'en' | 'uk'
  theme?: 'light' | 'dark'
}

const WIDE = { width: 1280, scale: 1.25 }
const PHONE = { width: 360, height: 780, scale: 2, language: 'uk' } as const

/** The pictures by their names. Several shots are put side by side. */
const PICTURES: Record<string, Shot[]> = {
  overview: [{ view: 'overview', ...WIDE, height: 1450 }],
  ads: [{ view: 'ads', ...WIDE, height: 1560 }],
  costs: [{ view: 'costs', ...WIDE, height: 1500 }],
  phone: [
    { view: 'overview', ...PHONE, theme: 'dark' },
    { view: 'ads', ...PHONE },
    { view: 'costs', ...PHONE, theme: 'dark' },
  ],
}

/** Between two shots, in pixels. */
const GAP = 32
const QUALITY = 0.85

/** Opens the view as an admin and waits until nothing is loaded any more. */
async function shoot(browser: Browser, url: string, token: string, shot: Shot): Promise<Buffer> {
  const { width, height, scale, language = 'en', theme = 'light' } = shot
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    deviceScaleFactor: scale,
    locale: { en: 'en-GB', uk: 'uk-UA' }[language],
    colorScheme: theme,
    timezoneId: DEMO_SITE.timezone,
  })
  const signedIn = await context.request.post('/api/session', { data: { token } })
  if (!signedIn.ok())
    throw new Error(`Signing in failed (${signedIn.status()}): is ADMIN_TOKEN the one of ${url}?`)
  const page = await context.newPage()
  await page.goto(`/?site=${DEMO_SITE.site}&view=${shot.view}&period=week`, { waitUntil: 'networkidle' })
  const picture = await page.screenshot({ animations: 'disabled' })
  await context.close()
  return picture
}

/** Puts the shots side by side. @returns the picture as WebP */
async function join(page: Page, shots: Buffer[]): Promise<Buffer> {
  const sources = shots.map((shot) => `data:image/png;base64,${shot.toString('base64')}`)
  const encoded = await page.evaluate(
    async ({ sources, gap, quality }) => {
      const images = await Promise.all(
        sources.map(async (source) => {
          const image = new Image()
          image.src = source
          await image.decode()
          return image
        }),
      )
      const canvas = document.createElement('canvas')
      canvas.width = images.reduce((sum, { width }) => sum + width + gap, -gap)
      canvas.height = Math.max(...images.map(({ height }) => height))
      let left = 0
      for (const image of images) {
        canvas.getContext('2d')!.drawImage(image, left, 0)
        left += image.width + gap
      }
      return canvas.toDataURL('image/webp', quality)
    },
    { sources, gap: GAP, quality: QUALITY },
  )
  return Buffer.from(encoded.slice(encoded.indexOf(',') + 1), 'base64')
}

const [url] = process.argv.slice(2)
const token = process.env.ADMIN_TOKEN
const executablePath = findBrowser()
if (!url || !token || !executablePath)
  throw new Error('usage: ADMIN_TOKEN=… node tools/pictures.ts http://localhost:8787 (it needs a Chromium)')
const browser = await chromium.launch({ executablePath, args: BROWSER_ARGS })
try {
  const page = await browser.newPage()
  for (const [name, shots] of Object.entries(PICTURES)) {
    const taken: Buffer[] = []
    for (const shot of shots) taken.push(await shoot(browser, url, token, shot))
    const file = `docs/pictures/${name}.webp`
    writeFileSync(file, await join(page, taken))
    print(`✓ ${file}`)
  }
} finally {
  await browser.close()
}
