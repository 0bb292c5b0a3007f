/** Paging through a report: the hook keeps the cursors of the pages before, `Pager` shows the buttons. */
import { useState } from 'preact/hooks'
import { usePage } from '../page.ts'

interface Paging {
  /** The cursor of the current page; null on the first one. */
  cursor: string | null
  /** The number of pages before the current one. */
  page: number
  next(cursor: string): void
  back(): void
}

/** Goes back to the first page when `scope` changes, because a cursor belongs to one report. */
export function usePaging(scope: string): Paging {
  const [way, setWay] = useState<{ scope: string; cursors: string[] }>({ scope, cursors: [] })
  const cursors = way.scope === scope ? way.cursors : []
  return {
    cursor: cursors.at(-1) ?? null,
    page: cursors.length,
    next: (cursor) => setWay({ scope, cursors: [...cursors, cursor] }),
    back: () => setWay({ scope, cursors: cursors.slice(0, -1) }),
  }
}

/**
 * The buttons. `rows` is the size of a page, `shown` the rows on this one, `next` the answer's cursor. Empty if there
 * is one page only.
 */
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
  // Not `disabled`: a disabled button would lose the keyboard focus at the last page.
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
        onClick={() => next !== null && paging.next(next)}
      >
        ›
      </button>
    </p>
  )
}
