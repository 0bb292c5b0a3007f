/** Hook for a long list: shows a part of it, and all of it after a press on a button. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { usePage } from '../page.ts'

/** Returns at most `limit` entries around the index `at`, and the button that shows all (null if all are shown). */
export function useLongList<T>(
  all: readonly T[],
  limit: number,
  at = 0,
): { shown: readonly T[]; showAll: ComponentChildren } {
  const { counted, format } = usePage()
  const [expanded, setExpanded] = useState<readonly T[] | null>(null)
  if (all.length <= limit || expanded === all) return { shown: all, showAll: null }
  const from = Math.max(0, Math.min(at - Math.floor(limit / 2), all.length - limit))
  return {
    shown: all.slice(from, from + limit),
    showAll: (
      <p class="more">
        <button type="button" class="quiet" onClick={() => setExpanded(all)}>
          {counted('show_rows', all.length, format.count(all.length))}
        </button>
      </p>
    ),
  }
}
