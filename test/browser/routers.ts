/** Scenarios of single-page apps, which change pages without a load. */
import { AD, push, replace, type Scenario, type Scene, script } from './scenario.ts'

/** Another library that wraps the History API. */
const WRAP = `for (const method of ['pushState', 'replaceState']) {
  const original = history[method]
  history[method] = function () { (window.seen ??= []).push(method); return original.apply(this, arguments) }
}`
const seen = ({ page }: Scene) => page.evaluate('window.seen.length')

export const APPS: Scenario[] = [
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
    name: 'a page that leads on to another one at once',
    expected: ['/', '/login'],
    steps: async (scene) => {
      await push(scene, '/account')
      await replace(scene, '/login')
    },
  },
  {
    name: 'a router that another library has wrapped before us',
    expected: ['/', '/home', '/mug'],
    pages: ({ tag }) => ({ '/': script(WRAP) + tag() }),
    steps: async (scene) => {
      await replace(scene, '/home')
      await push(scene, '/mug')
      if ((await seen(scene)) !== 2) throw new Error('The other library has not seen both.')
    },
  },
  {
    name: 'a router that another library has wrapped after us',
    expected: ['/', '/home', '/mug'],
    steps: async (scene) => {
      await scene.page.evaluate(WRAP)
      await replace(scene, '/home')
      await push(scene, '/mug')
      if ((await seen(scene)) !== 2) throw new Error('The other library has not seen both.')
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
      if (!`${error}`.includes('SecurityError')) throw new Error('The page has not got the error.')
      await push(scene, '/mug')
    },
  },
]

export const FRAGMENTS: Scenario[] = [
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
  {
    name: 'a landing whose UTM stands in the fragment, behind a route',
    sources: ['facebook'],
    expected: ['/#/sale'],
    tag: 'data-hash',
    start: `/#/sale${AD}`,
  },
]
