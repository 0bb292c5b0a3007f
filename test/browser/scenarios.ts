/** What a shop's pages go through in a browser, and the page views that each of it comes to. */
import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import type { Web } from './web.ts'

export const AD = '?utm_source=facebook&utm_medium=cpc&utm_campaign=winter'

/** What the pages and steps of a scenario are written with. */
export interface Scene {
  page: Page
  context: BrowserContext
  /** The shop's host, and that of a second site with a shop on the same pages. */
  shop: string
  other: string
  /** Origin of the Worker. */
  worker: string
  /** The script tag, with attributes of its own in place of `defer`. */
  tag(attributes?: string, site?: string): string
  /** Follows the link to a path, and waits until it is shown. */
  follow(path: string): Promise<void>
  /** Back or forward through the history, until that path is shown. */
  go(steps: number, path: string): Promise<void>
}

export interface Scenario {
  name: string
  /** The paths of the page views, as the Worker has stored them, oldest first. */
  expected: string[]
  /** Pages besides `/`, `/mug`, `/cup` and `/elsewhere`, or in their place. */
  pages?(scene: Scene): Web[string]
  /** Attributes of the script tag on the usual pages. */
  tag?: string
  /** Where the visit begins; `/` unless said. */
  start?: string
  steps?(scene: Scene): unknown
  /** Who brought each session; one that nobody brought, unless said. */
  sources?: string[]
}

/** What a router does on the page. */
const push = ({ page }: Scene, ...urls: string[]) =>
  page.evaluate((urls) => {
    for (const url of urls) history.pushState({}, '', url)
  }, urls)
const replace = ({ page }: Scene, url: string) =>
  page.evaluate((url) => history.replaceState({}, '', url), url)
const script = (text: string) => `<script>${text}</script>`
/** Puts the tag into the page as tag managers do. */
const inject = ({ worker, shop }: Scene) =>
  `const tag = document.createElement('script'); tag.src = '${worker}/t.js'; tag.dataset.site = '${shop}'
   tag.onload = () => { injected = true }; document.head.append(tag)`
/** Another library that wants to know of each page. */
const WRAP = `for (const method of ['pushState', 'replaceState']) {
  const original = history[method]
  history[method] = function () { (window.seen ??= []).push(method); return original.apply(this, arguments) }
}`
const seen = ({ page }: Scene) => page.evaluate('window.seen.length')

const LOADS: Scenario[] = [
  { name: 'the load of a page', expected: ['/'] },
  {
    name: 'a link to another page',
    expected: ['/', '/mug'],
    steps: ({ follow }) => follow('/mug'),
  },
  { name: 'a reload', expected: ['/', '/'], steps: ({ page }) => page.reload() },
  {
    name: 'back and forward over pages that are loaded anew',
    expected: ['/', '/mug', '/', '/mug'],
    // A page with a listener for `unload` is never kept.
    pages: ({ tag }) => {
      const page = `${tag()}<a href="/mug">Mug</a>${script("addEventListener('unload', () => {})")}`
      return { '/': page, '/mug': page }
    },
    steps: async ({ follow, go }) => {
      await follow('/mug')
      await go(-1, '/')
      await go(1, '/mug')
    },
  },
  {
    name: 'a form that is posted',
    expected: ['/', '/mug'],
    pages: ({ tag }) => ({ '/': `${tag()}<form method="post" action="/mug"><button>Go</button></form>` }),
    steps: async ({ page, shop }) => {
      await page.click('button')
      await page.waitForURL(`http://${shop}/mug`)
    },
  },
  {
    name: 'a page that is not found',
    expected: ['/nowhere'],
    start: '/nowhere',
    pages: ({ tag }) => ({ '/nowhere': { status: 404, body: tag() } }),
  },
  {
    name: 'a redirect that keeps the UTM',
    expected: ['/'],
    start: '/old',
    pages: () => ({ '/old': { status: 302, headers: { location: `/${AD}` } } }),
    sources: ['facebook'],
  },
  {
    name: 'a page that refreshes itself away at once',
    expected: ['/', '/old', '/mug'],
    pages: ({ tag }) => ({ '/old': `${tag('')}<meta http-equiv="refresh" content="0;url=/mug">` }),
    steps: async ({ page, shop }) => {
      await page.evaluate("location = '/old'")
      await page.waitForURL(`http://${shop}/mug`)
    },
  },
  {
    name: 'pages that send no referrer',
    expected: ['/', '/mug'],
    start: `/${AD}`,
    pages: ({ tag }) => ({
      '/': `<meta name="referrer" content="no-referrer">${tag()}<a href="/mug">Mug</a>`,
    }),
    steps: ({ follow }) => follow('/mug'),
    sources: ['facebook'],
  },
  {
    name: 'a canonical link to another address',
    expected: ['/mug'],
    start: `/mug${AD}`,
    pages: ({ tag, shop }) => ({ '/mug': `<link rel="canonical" href="http://${shop}/cup">${tag()}` }),
    sources: ['facebook'],
  },
  {
    name: 'an address of 8 KB',
    expected: ['/', '/mug'],
    start: `/${AD}&long=${'%D1%97'.repeat(1_333)}`,
    steps: ({ follow }) => follow('/mug'),
    sources: ['facebook'],
  },
  {
    name: 'printing',
    expected: ['/'],
    steps: ({ page }) => page.pdf(),
  },
  {
    name: 'a tab that is closed as soon as the page has loaded',
    expected: ['/', '/mug', '/'],
    steps: async ({ page, context, shop }) => {
      const tab = await context.newPage()
      await tab.goto(`http://${shop}/mug`)
      await Promise.all([tab.waitForEvent('close'), tab.close({ runBeforeUnload: true })])
      await page.reload()
    },
  },
  {
    name: 'a tab that is opened twice over',
    expected: ['/', '/'],
    start: `/${AD}`,
    steps: async ({ page }) => {
      const [tab] = await Promise.all([page.waitForEvent('popup'), page.evaluate('open(location.href)')])
      await tab.waitForFunction('window.tracker')
    },
    sources: ['facebook'],
  },
]

const APPS: Scenario[] = [
  { name: 'a pushed page', expected: ['/', '/mug'], steps: (scene) => push(scene, '/mug') },
  {
    name: 'two pages pushed in one turn',
    expected: ['/', '/mug', '/cup'],
    steps: (scene) => push(scene, '/mug', '/cup'),
  },
  {
    name: 'a page that replaces this one',
    expected: ['/', '/home'],
    steps: (scene) => replace(scene, '/home'),
  },
  {
    name: 'back and forward between pushed pages',
    expected: ['/', '/mug', '/', '/mug'],
    steps: async (scene) => {
      await push(scene, '/mug')
      await scene.go(-1, '/')
      await scene.go(1, '/mug')
    },
  },
  {
    name: 'two pages back at once',
    expected: ['/', '/mug', '/cup', '/'],
    steps: async (scene) => {
      await push(scene, '/mug', '/cup')
      await scene.go(-2, '/')
    },
  },
  { name: 'a pushed query', expected: ['/', '/'], steps: (scene) => push(scene, '/?page=2') },
  {
    name: 'a filter put into the address',
    expected: ['/'],
    steps: (scene) => replace(scene, '/?colour=red'),
  },
  {
    name: 'a UTM taken out of the address',
    expected: ['/', '/mug'],
    start: `/${AD}`,
    steps: async (scene) => {
      await replace(scene, '/')
      await push(scene, '/mug')
    },
    sources: ['facebook'],
  },
  { name: 'a push of the same address', expected: ['/'], steps: (scene) => push(scene, '/') },
  {
    name: 'a state without an address, and back from it',
    expected: ['/'],
    steps: ({ page }) =>
      page.evaluate(() => {
        history.pushState({ open: 'menu' }, '')
        return new Promise<void>((resolve) => {
          addEventListener('popstate', () => resolve(), { once: true })
          history.back()
        })
      }),
  },
  {
    name: 'a title that changes after a push',
    expected: ['/', '/mug'],
    steps: async (scene) => {
      await push(scene, '/mug')
      await scene.page.evaluate("document.title = 'Mug'")
    },
  },
  {
    name: 'a page pushed before the script has loaded',
    expected: ['/mug'],
    pages: ({ tag }) => ({ '/': tag() + script("history.pushState({}, '', '/mug')") }),
  },
  {
    name: 'a router that another library has wrapped before us',
    expected: ['/', '/mug', '/home'],
    pages: ({ tag }) => ({ '/': script(WRAP) + tag() }),
    steps: async (scene) => {
      await push(scene, '/mug')
      await replace(scene, '/home')
      if ((await seen(scene)) !== 2) throw new Error('The other library has not seen both.')
    },
  },
  {
    name: 'a router that another library has wrapped after us',
    expected: ['/', '/mug', '/home'],
    steps: async (scene) => {
      await scene.page.evaluate(WRAP)
      await push(scene, '/mug')
      await replace(scene, '/home')
      if ((await seen(scene)) !== 2) throw new Error('The other library has not seen both.')
    },
  },
  {
    name: 'a router that holds the browser’s own pushState',
    expected: ['/', '/mug', '/'],
    pages: ({ tag }) => ({ '/': script('const { pushState, replaceState } = history') + tag() }),
    steps: async (scene) => {
      await scene.page.evaluate("pushState.call(history, {}, '', '/mug')")
      await scene.page.evaluate("replaceState.call(history, {}, '', '/mug?colour=red')")
      await scene.go(-1, '/')
    },
  },
  {
    name: 'a router on the Navigation API',
    expected: ['/', '/mug', '/'],
    pages: ({ tag }) => ({
      '/': `${tag()}<a href="/mug">Mug</a>${script('navigation.onnavigate = (event) => event.intercept({})')}`,
    }),
    steps: async ({ follow, go }) => {
      await follow('/mug')
      await go(-1, '/')
    },
  },
  {
    name: 'a state written by the Navigation API',
    expected: ['/'],
    steps: ({ page }) => page.evaluate('navigation.updateCurrentEntry({ state: 1 })'),
  },
  {
    name: 'a push that the browser refuses',
    expected: ['/', '/mug'],
    steps: async (scene) => {
      const error = await push(scene, 'http://elsewhere.example/').catch(String)
      if (!`${error}`.includes('SecurityError')) throw new Error('The page has not been told.')
      await push(scene, '/mug')
    },
  },
]

const FRAGMENTS: Scenario[] = [
  {
    name: 'a fragment, unless asked',
    expected: ['/'],
    steps: async (scene) => {
      await scene.page.evaluate("location.hash = 'reviews'")
      await push(scene, '/#/cart')
      await scene.go(-1, '/#reviews')
    },
  },
  {
    name: 'a router on fragments, when asked',
    expected: ['/', '/#/cart', '/#/mug', '/#/cart'],
    tag: 'data-hash',
    steps: async (scene) => {
      await scene.page.evaluate("location.hash = '/cart'")
      await push(scene, '/#/mug')
      await scene.go(-1, '/#/cart')
    },
  },
  {
    name: 'the fragment that a router puts in when it starts',
    expected: ['/'],
    tag: 'data-hash',
    steps: (scene) => replace(scene, '/#/'),
  },
  {
    name: 'a router on fragments that replaces one route by another',
    expected: ['/#/cart', '/#/login'],
    tag: 'data-hash',
    start: `/${AD}#/cart`,
    steps: async (scene) => {
      await replace(scene, '/#/cart')
      await replace(scene, '/#/cart?colour=red')
      await replace(scene, '/#/login')
    },
    sources: ['facebook'],
  },
  {
    name: 'a router on hashbangs',
    expected: ['/', '/#!/cart'],
    tag: 'data-hash',
    steps: ({ page }) => page.evaluate("location.hash = '!/cart'"),
  },
  {
    name: 'a landing on a fragment, with the UTM before it',
    expected: ['/#/sale'],
    tag: 'data-hash',
    start: `/${AD}#/sale`,
    sources: ['facebook'],
  },
]

const CACHED: Scenario[] = [
  {
    name: 'a page that comes back from the bfcache',
    expected: ['/', '/mug', '/', '/mug'],
    steps: async ({ page, follow, go }) => {
      await follow('/mug')
      await go(-1, '/')
      await page.waitForFunction('restored')
      await go(1, '/mug')
      await page.waitForFunction('restored')
    },
  },
  {
    name: 'a page that comes back from the bfcache after a visit elsewhere',
    expected: ['/', '/'],
    start: `/${AD}`,
    steps: async ({ page, go }) => {
      await page.goto('http://elsewhere.example/')
      await go(-1, `/${AD}`)
      await page.waitForFunction('restored')
    },
    sources: ['facebook'],
  },
]

const TAGS: Scenario[] = [
  { name: 'the tag twice on a page', expected: ['/'], pages: ({ tag }) => ({ '/': tag() + tag() }) },
  { name: 'an async tag', expected: ['/'], tag: 'async' },
  { name: 'a blocking tag', expected: ['/'], tag: '' },
  {
    name: 'a tag that comes once the page has loaded, by a tag manager',
    expected: ['/', '/mug'],
    pages: (scene) => ({ '/': script(`addEventListener('load', () => { ${inject(scene)} })`) }),
    steps: async (scene) => {
      await scene.page.waitForFunction('window.tracker')
      await push(scene, '/mug')
    },
  },
  {
    name: 'a tag in the page and one from a tag manager',
    expected: ['/'],
    pages: (scene) => ({ '/': scene.tag() + script(`addEventListener('load', () => { ${inject(scene)} })`) }),
    steps: ({ page }) => page.waitForFunction('window.injected'),
  },
  {
    name: 'two sites’ tags on a page: the first',
    expected: ['/'],
    pages: ({ tag, other }) => ({ '/': tag() + tag('defer', other) }),
  },
  {
    name: 'two sites’ trackers on a page, from npm: each its own',
    expected: ['/', '/mug'],
    pages: ({ shop, other, worker }) => ({
      '/tracker.js': {
        headers: { 'content-type': 'text/javascript' },
        body: readFileSync(new URL('../../dist/npm/index.js', import.meta.url), 'utf8'),
      },
      '/': `<script type="module">
        import { createTracker } from '/tracker.js'
        createTracker({ site: '${other}', api: '${worker}' })
        window.tracker = createTracker({ site: '${shop}', api: '${worker}' })
      </script>`,
    }),
    steps: (scene) => push(scene, '/mug'),
  },
  {
    name: 'page() while automatic views are off',
    expected: ['/mug'],
    tag: 'defer data-auto="off"',
    steps: async (scene) => {
      await push(scene, '/mug')
      await scene.page.evaluate('tracker.page()')
      await push(scene, '/cup')
    },
  },
  {
    name: 'a frame of the shop’s own with a tag of its own',
    expected: ['/', '/frame'],
    pages: ({ tag }) => ({ '/': `${tag()}<iframe src="/frame"></iframe>`, '/frame': tag() }),
    steps: ({ page }) => page.frames()[1]!.evaluate('tracker.flush()'),
  },
  {
    name: 'a page that is written anew',
    expected: ['/'],
    steps: ({ page, tag }) =>
      page.evaluate((html) => {
        document.open()
        document.write(html)
        document.close()
      }, tag()),
  },
]

export const SCENARIOS = [...LOADS, ...APPS, ...FRAGMENTS, ...CACHED, ...TAGS]
