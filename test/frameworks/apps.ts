/**
 * Small apps, one for each framework in which Installation's code must work as it is printed. Each has the pages `/`, `/mug` and
 * `/account`, which leads on to `/login`, and links to them. The printed code is in `tracker.ts`, or in `{tag}` of a page.
 */
import { PLAIN_TAG, type TagOptions, type Way } from '../../dashboard/features/install/scriptTag.ts'

export interface App {
  name: string
  /** The printed code. */
  way: Way
  options: TagOptions
  /** Packages from npm, with their versions. */
  packages: Record<string, string>
  files: Record<string, string>
  /** The command that builds it: a package and its arguments. Absent: nothing is built. */
  build?: string[]
  /** The command that serves it on a port, as its last argument, and prints the address. Absent: `folder` is served. */
  serve?: string[]
  folder?: string
  /** Whether each path has the page `/`, as in an app of one page. */
  isSinglePage?: true
}

const VITE = { vite: '8.4.0' }
const DATALAYER = { ...PLAIN_TAG, datalayer: true }
const LINKS = `<a href="/">home</a> <a href="/mug">mug</a> <a href="/account">account</a>`
const html = (head: string, body = LINKS) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>Shop</title>${head}</head><body>${body}</body></html>`
const singlePage = (entry: string) =>
  html('', `<div id="app"></div><script type="module" src="${entry}"></script>`)

const reactRouter: App = {
  ...{ name: 'React Router', way: 'npm', options: DATALAYER, isSinglePage: true },
  packages: { ...VITE, react: '19.3.1', 'react-dom': '19.3.1', 'react-router': '8.5.3' },
  files: {
    'index.html': singlePage('/main.ts'),
    'main.ts': `import { createElement as h, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, Link, Navigate, Outlet, Route, Routes } from 'react-router'
import './tracker'

const Shop = () => h('div', null,
  ...['/', '/mug', '/account'].map((to) => h(Link, { to, key: to }, to.slice(1) || 'home')), h(Outlet))
createRoot(document.getElementById('app')!).render(
  h(StrictMode, null, h(BrowserRouter, null, h(Routes, null, h(Route, { element: h(Shop) },
    h(Route, { path: '/', element: 'Home' }),
    h(Route, { path: '/mug', element: 'Mug' }),
    h(Route, { path: '/account', element: h(Navigate, { to: '/login', replace: true }) }),
    h(Route, { path: '/login', element: 'Login' }))))))
`,
  },
  build: ['vite', 'build'],
  folder: 'dist',
}

const vue: App = {
  ...{ name: 'Vue', way: 'npm', options: PLAIN_TAG, isSinglePage: true },
  packages: { ...VITE, vue: '3.5.45', 'vue-router': '5.5.1' },
  files: {
    'index.html': singlePage('/main.ts'),
    'main.ts': `import { createApp, h, onMounted } from 'vue'
import { createRouter, createWebHistory, RouterLink, RouterView, useRouter } from 'vue-router'
import './tracker'

const page = (text: string) => ({ render: () => h('p', text) })
/** Leads on only after it is shown, as a page does that first asks who is signed in. */
const Account = { setup() {
  const router = useRouter()
  onMounted(() => router.replace('/login'))
  return () => h('p', 'Account')
} }
const router = createRouter({ history: createWebHistory(), routes: [
  { path: '/', component: page('Home') },
  { path: '/mug', component: page('Mug') },
  { path: '/account', component: Account },
  { path: '/login', component: page('Login') },
] })
const Shop = { render: () => h('div', [
  ...['/', '/mug', '/account'].map((to) => h(RouterLink, { to }, () => to.slice(1) || 'home')), h(RouterView)]) }
createApp(Shop).use(router).mount('#app')
`,
  },
  build: ['vite', 'build'],
  folder: 'dist',
}

const nextPage = (text: string) => `export default function Page() { return <p>${text}</p> }\n`
const next: App = {
  ...{ name: 'Next.js', way: 'npm', options: DATALAYER },
  packages: {
    ...{ next: '16.4.6', react: '19.3.1', 'react-dom': '19.3.1', typescript: '5.9.3' },
    ...{ '@types/react': '19.2.2', '@types/node': '24.10.1' },
  },
  files: {
    'app/layout.tsx': `import Link from 'next/link'
import { Measured } from './measured'

export default function Layout({ children }: { children: React.ReactNode }) {
  return <html><body>
    <Link href="/">home</Link> <Link href="/mug">mug</Link> <Link href="/account">account</Link>
    {children}<Measured />
  </body></html>
}
`,
    // A client component is rendered on the server, too: the import must do nothing there.
    'app/measured.tsx': `'use client'
import { tracker } from '../tracker'

export const Measured = () => <i hidden>{String(Boolean(tracker))}</i>
`,
    'app/page.tsx': nextPage('Home'),
    'app/mug/page.tsx': nextPage('Mug'),
    'app/login/page.tsx': nextPage('Login'),
    'app/account/page.tsx': `'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

export default function Account() {
  const router = useRouter()
  useEffect(() => router.replace('/login'), [router])
  return <p>Account</p>
}
`,
  },
  build: ['next', 'build'],
  serve: ['next', 'start', '-H', '127.0.0.1', '-p'],
}

const astroPage = (text: string, more = '') => `---
import { ClientRouter } from 'astro:transitions'
import { tracker } from '../tracker'

const { visitor_id } = tracker.attribution()
---
<html><head><title>Shop</title><ClientRouter /></head><body data-visitor={visitor_id}>
${LINKS}<p>${text}</p>
<script>import '../tracker'</script>${more}
</body></html>
`
const astro: App = {
  ...{ name: 'Astro', way: 'npm', options: DATALAYER },
  packages: { astro: '7.3.5' },
  files: {
    'src/pages/index.astro': astroPage('Home'),
    'src/pages/mug.astro': astroPage('Mug'),
    'src/pages/login.astro': astroPage('Login'),
    'src/pages/account.astro': astroPage(
      'Account',
      `<script>
import { navigate } from 'astro:transitions/client'
document.addEventListener('astro:page-load', () => {
  if (location.pathname.startsWith('/account')) navigate('/login', { history: 'replace' })
})
</script>`,
    ),
  },
  build: ['astro', 'build'],
  folder: 'dist',
}

const turboPage = (text: string) =>
  html('{tag}<script src="/node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js"></script>', LINKS + text)
const turbo: App = {
  ...{ name: 'Turbo', way: 'page', options: PLAIN_TAG, folder: '.' },
  packages: { '@hotwired/turbo': '8.0.23' },
  files: {
    'index.html': turboPage('Home'),
    'mug.html': turboPage('Mug'),
    'login.html': turboPage('Login'),
    // The server leads on: Turbo then replaces the address.
    'account.html': '-> /login',
  },
}

/**
 * Puts code into the page as Google Tag Manager does with a tag of custom HTML: it parses the text and makes each script again,
 * because a script that is set as text does not run. Google's own container cannot be loaded here.
 */
const CONTAINER = `<script>
  const insert = (text) => {
    const box = document.createElement('div')
    box.innerHTML = text
    for (const old of box.querySelectorAll('script')) {
      const made = document.createElement('script')
      made.text = old.text
      document.body.append(made)
    }
  }
  window.dataLayer = window.dataLayer || []
  addEventListener('load', () => insert({code}))
</script>`
const gtmPage = (text: string) => html(CONTAINER, LINKS + text)
const gtm: App = {
  ...{ name: 'Google Tag Manager (imitated)', way: 'gtm', options: DATALAYER, packages: {}, folder: '.' },
  files: {
    'index.html': gtmPage('Home'),
    'mug.html': gtmPage('Mug'),
    'login.html': gtmPage('Login'),
    'account.html': '-> /login',
  },
}

export const APPS: App[] = [reactRouter, vue, next, astro, turbo, gtm]
