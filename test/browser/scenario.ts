/** A scenario of page views: pages, steps, and the page views that must be stored. */
import type { BrowserContext, Page } from 'playwright-core'
import type { Web } from './web.ts'

export const AD = '?utm_source=facebook&utm_medium=cpc&utm_campaign=winter'

/** What the pages and steps of a scenario may use. */
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
  /** The path where the visit begins. Default: `/`. */
  start?: string
  steps?(scene: Scene): unknown
  /** The source of each session. Default: one direct session. */
  sources?: string[]
}

/** Calls of the History API, as a router makes them. */
export const push = ({ page }: Scene, ...urls: string[]) =>
  page.evaluate((urls) => {
    for (const url of urls) history.pushState({}, '', url)
  }, urls)
export const replace = ({ page }: Scene, url: string) =>
  page.evaluate((url) => history.replaceState({}, '', url), url)
export const script = (text: string) => `<script>${text}</script>`
