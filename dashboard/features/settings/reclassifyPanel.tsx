/** Applies the current channel rules to history, step by step, while the page is open. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { ReclassifyAnswer } from '../../../wire/answers/index.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { type ApiError, request } from '../../shared/fetching/request.ts'
import { usePage } from '../../shared/page.ts'

type Step = Pick<ReclassifyAnswer, 'checked' | 'changed' | 'done'>

export function ReclassifyPanel({ site }: { site: Site }) {
  const page = usePage()
  const { say, counted, format } = page
  const id = useId()
  const [sum, setSum] = useState<Step | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [runs, setRuns] = useState(false)
  const run = useRef<AbortController | null>(null)
  useEffect(() => () => run.current?.abort(), [])

  async function start() {
    const abort = new AbortController()
    run.current = abort
    setRuns(true)
    setError(null)
    const all: Step = { checked: 0, changed: 0, done: false }
    try {
      while (!all.done) {
        const path = `/api/sites/${encodeURIComponent(site.site)}/reclassify`
        const step = await request<Step>('POST', path, { signal: abort.signal })
        all.checked += step.checked
        all.changed += step.changed
        all.done = step.done
        setSum({ ...all })
      }
    } catch (error) {
      if (!abort.signal.aborted) setError(error as ApiError)
    }
    setRuns(false)
  }
  const progress = sum && [
    counted('rows_checked', sum.checked, format.count(sum.checked)),
    counted('rows_changed', sum.changed, format.count(sum.changed)),
  ]
  return (
    <section class="panel form" aria-labelledby={id}>
      <h2 id={id}>{say('reclassify')}</h2>
      <p>{say('reclassify_about')}</p>
      <div class="buttons">
        {runs ? (
          <button type="button" onClick={() => run.current?.abort()}>
            {say('stop_steps')}
          </button>
        ) : (
          <button type="button" onClick={start}>
            {say(sum && !sum.done ? 'go_on_steps' : 'reclassify_start')}
          </button>
        )}
        {runs && <progress aria-label={say('reclassify')} />}
      </div>
      <p role="status">
        {sum &&
          progress &&
          (sum.done ? `${say('reclassified')} ${progress.join(', ')}` : progress.join(', '))}
      </p>
      <div class="form-error" role="alert">
        {error && <p>{errorText(error, page)}</p>}
      </div>
    </section>
  )
}
