/** Reads the tables and key figures of a dashboard page, cell by cell, as texts. */
import type { Page } from 'playwright-core'

/** The lines of a cell: the figure, then the small texts below it. */
export type Cell = string[]

export interface ShownTable {
  /** The panel's title. */
  panel: string
  heads: string[]
  /** The rows of body and foot; the first cell is the row's name. */
  rows: Cell[][]
}

/** All tables of the view, including the hidden tables of charts. */
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

/** The key figures on top of a view: title, figure, note and change of each. */
export const cards = (page: Page): Promise<string[][]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main .figure')].map((card) =>
      [...card.querySelectorAll('h2, p, small')]
        .map((line) => line.textContent.replace(/[\u00a0\u202f\s]+/g, ' ').trim())
        .filter(Boolean),
    ),
  )
