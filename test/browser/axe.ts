/** Accessibility checks by axe-core. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Loads axe with each page that is opened from now on. An init script is not subject to the page's content policy. */
export const addAxe = (page: Page) => page.addInitScript({ content: AXE })

/**
 * The violations within the elements of a selector, as `rule: place: what to fix`. Default: the whole page, which takes
 * a second on a large one.
 */
export const violations = (page: Page, selector = 'html'): Promise<string[]> =>
  page.evaluate(
    async ({ selector, runOnly }) => {
      const { axe } = window as unknown as {
        axe: { run(context: string, options: { runOnly: string[] }): Promise<AxeResults> }
      }
      const { violations } = await axe.run(selector, { runOnly })
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
      )
    },
    { selector, runOnly: RULES },
  )
