/** What a scenario of page views is told with. */
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
export const push = ({ page }: Scene, ...urls: string[]) =>
  page.evaluate((urls) => {
    for (const url of urls) history.pushState({}, '', url)
  }, urls)
export const replace = ({ page }: Scene, url: string) =>
  page.evaluate((url) => history.replaceState({}, '', url), url)
export const script = (text: string) => `<script>${text}</script>`
