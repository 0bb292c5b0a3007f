/** Goes through a report page by page: the cursors on the way back, and the buttons. */
import { useState } from 'preact/hooks'
import { usePage } from '../page.ts'

export interface Paging {
  /** The cursor of the page that is shown; null on the first. */
  cursor: string | null
  /** How many pages stand before it. */
  page: number
  forth(cursor: string): void
  back(): void
}

/** Starts anew at the first page when `about` changes: cursors are of one report. */
export function usePaging(about: string): Paging {
  const [{ of, way }, set] = useState<{ of: string; way: string[] }>({ of: about, way: [] })
  const cursors = of === about ? way : []
  return {
    cursor: cursors.at(-1) ?? null,
    page: cursors.length,
    forth: (cursor) => set({ of: about, way: [...cursors, cursor] }),
    back: () => set({ of: about, way: cursors.slice(0, -1) }),
  }
}

/** `rows` of a page, `shown` on this one; `next` as the answer has it. Nothing where one page holds all. */
export function Pager({
  paging,
  rows,
  shown,
  next,
}: {
  paging: Paging
  rows: number
  shown: number
  next: string | null
}) {
  const { say, format } = usePage()
  if (!paging.page && next === null) return null
  const from = paging.page * rows
  // Not `disabled`, which would let the keyboard fall off the button at the last page.
  return (
    <p class="pages-nav">
      <button
        type="button"
        class="quiet"
        aria-disabled={!paging.page}
        aria-label={say('rows_before')}
        onClick={() => paging.page > 0 && paging.back()}
      >
        ‹
      </button>
      <span>{say('rows_from_to', { from: format.count(from + 1), to: format.count(from + shown) })}</span>
      <button
        type="button"
        class="quiet"
        aria-disabled={next === null}
        aria-label={say('rows_after')}
        onClick={() => next !== null && paging.forth(next)}
      >
        ›
      </button>
    </p>
  )
}
