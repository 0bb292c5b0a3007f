/** Steps to the previous or next session of the list, by buttons and by arrow keys. */
import { useCallback, useLayoutEffect, useState } from 'preact/hooks'
import { usePage } from '../../shared/page.ts'

type Step = -1 | 1

const KEYS: Record<string, Step> = { ArrowLeft: -1, ArrowRight: 1 }

/** Elements in which arrow keys have their own meaning. */
const FIELDS = 'input, textarea, select, [contenteditable]'

export function NeighbourButtons({ id }: { id: string }) {
  const { say, go, sessionList, format } = usePage()
  const [end, setEnd] = useState<{ of: string; step: Step } | null>(null)
  const at = sessionList.indexOf(id)
  const to = useCallback(
    (step: Step) => {
      const next = at < 0 ? undefined : sessionList[at + step]
      setEnd(next === undefined && sessionList.length ? { of: id, step } : null)
      if (next !== undefined) go({ session: next }, 'replace')
    },
    [at, id, sessionList, go],
  )
  // A layout effect: a key that is held down repeats faster than the browser paints.
  useLayoutEffect(() => {
    const follow = (event: KeyboardEvent) => {
      const step = KEYS[event.key]
      const isElse = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
      if (!step || isElse || (event.target as Element).closest(FIELDS)) return
      event.preventDefault()
      to(step)
    }
    // The listener is on the window, because a click on plain text leaves no element focused.
    addEventListener('keydown', follow)
    return () => removeEventListener('keydown', follow)
  }, [to])
  const place =
    at < 0 ? '' : say('place_in_list', { at: format.count(at + 1), of: format.count(sessionList.length) })
  const ended = end?.of === id && (at < 0 ? 'not_in_list' : end.step < 0 ? 'list_begins' : 'list_ends')
  const button = (step: Step, sign: string) => (
    // Not `disabled`: a disabled button would lose the keyboard focus.
    <button
      type="button"
      class="quiet"
      aria-label={say(step < 0 ? 'session_before' : 'session_after')}
      aria-keyshortcuts={step < 0 ? 'ArrowLeft' : 'ArrowRight'}
      aria-disabled={sessionList[at + step] === undefined || at < 0}
      onClick={() => to(step)}
    >
      {sign}
    </button>
  )
  return (
    <div class="neighbours">
      {button(-1, '←')}
      <p role="status">
        {place}
        {ended && <> {say(ended)}</>}
      </p>
      {button(1, '→')}
    </div>
  )
}
