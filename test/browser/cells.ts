/** What stands on a page of the dashboard, read as people read it: panels, their tables, cell by cell. */
import type { Page } from 'playwright-core'

/** A cell by its lines: the figure, and what stands below it. */
export type Cell = string[]

export interface ShownTable {
  /** The panel's title. */
  panel: string
  heads: string[]
  /** Of the body and the foot, the row's own name first. */
  rows: Cell[][]
}

/** All tables of the view, also those behind a chart. */
export const tables = (page: Page): Promise<ShownTable[]> =>
  page.evaluate(() => {
    const plain = (text: string) => text.replace(/[\u00a0\u202f\s]+/g, ' ').trim()
    /** A `<small>` is a line of its own. */
    const lines = (cell: Element) => {
      const below = [...cell.querySelectorAll('small')].map((one) => plain(one.textContent))
      const own = cell.cloneNode(true) as Element
      for (const small of own.querySelectorAll('small, .under')) small.remove()
      return [plain(own.textContent), ...below.filter(Boolean)]
    }
    return [...document.querySelectorAll('main .panel table')].map((table) => ({
      panel: plain(table.closest('.panel')!.querySelector('h2')!.textContent),
      heads: [...table.querySelectorAll('thead th:not([colspan])')].map((head) => {
        const own = head.cloneNode(true) as Element
        for (const aside of own.querySelectorAll('small, [aria-hidden]')) aside.remove()
        return plain(own.textContent)
      }),
      rows: [...table.querySelectorAll('tbody tr, tfoot tr')].map((row) =>
        [...row.querySelectorAll('th, td:not([colspan])')].map(lines),
      ),
    }))
  })

/** The key figures on top of a view, line by line: title, figure, note, change. */
export const cards = (page: Page): Promise<string[][]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main .figure')].map((card) =>
      [...card.querySelectorAll('h2, p, small')]
        .map((line) => line.textContent.replace(/[\u00a0\u202f\s]+/g, ' ').trim())
        .filter(Boolean),
    ),
  )
