/** Scenarios of page loads: ways to load and leave pages, and ways to include the script. */
import { readFileSync } from 'node:fs'
import { integrityOf } from '../../tools/integrityOf.ts'
import { AD, push, type Scenario, type Scene, script } from './scenario.ts'

/** Adds the script tag as a tag manager does. */
const inject = ({ worker, shop }: Scene) =>
  `const tag = document.createElement('script'); tag.src = '${worker}/t.js'; tag.dataset.site = '${shop}'
   tag.onload = () => { injected = true }; document.head.append(tag)`

/** The attributes of a tag that blocks. With a deferred one, a frame of the page may be viewed before the page itself is. */
const BLOCKING = ''

export const LOADS: Scenario[] = [
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
      await page.evaluate("void setTimeout(() => { location = '/old' })")
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

export const CACHED: Scenario[] = [
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

export const TAGS: Scenario[] = [
  { name: 'the tag twice on a page', expected: ['/'], pages: ({ tag }) => ({ '/': tag() + tag() }) },
  {
    name: 'an async tag with the hash that the build prints',
    expected: ['/'],
    tag: `async crossorigin="anonymous" integrity="${integrityOf('dist/assets/t.js')}"`,
  },
  { name: 'a blocking tag', expected: ['/'], tag: BLOCKING },
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
    pages: ({ tag }) => ({ '/': `${tag(BLOCKING)}<iframe src="/frame"></iframe>`, '/frame': tag() }),
    steps: ({ page }) => page.frames()[1]!.evaluate('tracker.flush()'),
  },
  {
    name: 'a sandboxed frame with a tag, as a visitor of its own',
    expected: ['/', '/frame'],
    pages: ({ tag }) => ({
      '/': `${tag(BLOCKING)}<iframe sandbox="allow-scripts" src="/frame"></iframe>`,
      '/frame': tag(),
    }),
    steps: ({ page }) => page.frames()[1]!.evaluate('tracker.flush()'),
    sources: ['(direct)', '(direct)'],
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
