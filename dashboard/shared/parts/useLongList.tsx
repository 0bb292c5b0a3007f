/** Hook for a long list: shows a part of it, and all of it after a press on a button. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { usePage } from '../page.ts'

/** Returns at most `most` entries around the index `at`, and the button that shows all (null if all are shown). */
export function useLongList<T>(
  all: readonly T[],
  most: number,
  at = 0,
): { shown: readonly T[]; rest: ComponentChildren } {
  const { counted, format } = usePage()
  const [whole, setWhole] = useState<readonly T[] | null>(null)
  if (all.length <= most || whole === all) return { shown: all, rest: null }
  const from = Math.max(0, Math.min(at - Math.floor(most / 2), all.length - most))
  return {
    shown: all.slice(from, from + most),
    rest: (
      <p class="more">
        <button type="button" class="quiet" onClick={() => setWhole(all)}>
          {counted('show_rows', all.length, format.count(all.length))}
        </button>
      </p>
    ),
  }
}
