/** A titled part of the page that waits for one answer: what it shows before, instead of, and without rows. */
import type { ComponentChildren } from 'preact'
import { useErrorBoundary, useId } from 'preact/hooks'
import type { ApiError, Loaded } from './api.ts'
import { fault } from './fault.ts'
import { exportPath } from './state.ts'
import { useView } from './view.ts'
import type { TextKey } from './words.ts'

interface Props<T> {
  title: TextKey
  answer: Loaded<T>
  /** Rows of height to keep, so that nothing below moves when the answer comes. */
  rows: number
  /** Rows have a second line. */
  tall?: boolean
  /** A button may stand below the rows. */
  more?: boolean
  isEmpty: (data: T) => boolean
  /** What to do when there is nothing. */
  empty: TextKey
  /** The export of the same data, if there is one. */
  csv?: string
  class?: string
  children: (data: T) => ComponentChildren
}

export function Panel<T>({
  title,
  answer,
  rows,
  tall,
  more,
  isEmpty,
  empty,
  csv,
  class: name,
  children,
}: Props<T>) {
  const { say, state } = useView()
  const id = useId()
  const [broken, mend] = useErrorBoundary()
  const body = () => {
    if (broken) return <Trouble text={say('error_display')} retry={mend} />
    if (answer.error) return <Failure error={answer.error} retry={answer.retry} />
    if (!answer.data) return <Waiting rows={rows} />
    if (isEmpty(answer.data)) return <p class="empty">{say(empty)}</p>
    return children(answer.data)
  }
  return (
    <section class={`panel ${name ?? ''}`} aria-labelledby={id} aria-busy={answer.busy}>
      <header>
        <h2 id={id}>{say(title)}</h2>
        {csv && (
          <a class="quiet" href={exportPath(state, csv)} download aria-label={`CSV: ${say(title)}`}>
            CSV
          </a>
        )}
      </header>
      <div
        class={['body', tall && 'tall', more && 'roomy'].filter(Boolean).join(' ')}
        style={{ '--rows': rows }}
      >
        {body()}
      </div>
    </section>
  )
}

/** Grey lines in the place of what is coming. */
export function Waiting({ rows }: { rows: number }) {
  const { say } = useView()
  return (
    <div class="waiting">
      <span class="unseen">{say('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <i key={row} />
      ))}
    </div>
  )
}

/** Says what the API refused and offers another try. */
export function Failure({ error, retry }: { error: ApiError; retry: () => void }) {
  return <Trouble text={fault(error, useView())} retry={retry} />
}

function Trouble({ text, retry }: { text: string; retry: () => void }) {
  const { say } = useView()
  return (
    <div class="trouble" role="alert">
      <p>{text}</p>
      <button type="button" onClick={retry}>
        {say('again')}
      </button>
    </div>
  )
}
