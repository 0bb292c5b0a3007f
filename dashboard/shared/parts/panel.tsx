/** A titled panel for one answer. Shows waiting lines, an error, a hint if there are no rows, or the content. */
import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useErrorBoundary, useId, useRef } from 'preact/hooks'
import type { Answer } from '../fetching/answers.ts'
import { errorText } from '../fetching/errorText.ts'
import { exportPath, type ReportParams } from '../fetching/reportRequest.ts'
import type { ApiError } from '../fetching/request.ts'
import type { Fetched } from '../fetching/useAnswer.ts'
import { tsv } from '../format/tsv.ts'
import { usePage } from '../page.ts'
import type { TextKey } from '../words/createWords.ts'
import { CopyButton } from './copyButton.tsx'

interface Props<T> {
  title: TextKey
  answer: Fetched<T>
  /** The number of rows that may come: their height is reserved until the answer is there. */
  rows: number
  /** Whether rows have a second line. */
  tall?: boolean
  /** Whether there may be a button below the rows. */
  more?: boolean
  isEmpty: (data: T) => boolean
  /** The text for an empty answer. */
  empty: TextKey
  /** The name of the export of the same data, and its parameters. */
  file?: string
  params?: ReportParams
  class?: string
  /** Controls next to the title. */
  tools?: ComponentChildren
  children: (data: T) => ComponentChildren
}

export function Panel<T extends object>({
  title,
  answer,
  rows,
  tall,
  more,
  isEmpty,
  empty,
  file,
  params,
  class: name,
  tools,
  children,
}: Props<T>) {
  const { say } = usePage()
  const id = useId()
  const [renderError, resetError] = useErrorBoundary()
  const { data, error } = answer
  const panel = useRef<HTMLElement>(null)
  const reserved = useReservedHeight(panel, data, rows, Boolean(more))
  const body = () => {
    if (renderError) return <ErrorNotice text={say('error_display')} retry={resetError} />
    if (!data)
      return error ? <Failure error={error} retry={answer.retry} /> : <Waiting rows={reserved.rows} />
    if (isEmpty(data)) return <p class="empty">{say(empty)}</p>
    return children(data)
  }
  return (
    <section ref={panel} class={`panel ${name ?? ''}`} aria-labelledby={id} aria-busy={answer.busy}>
      <header>
        <h2 id={id}>{say(title)}</h2>
        <span class="tools">
          {tools}
          {file && !(data && isEmpty(data)) && (
            <Files title={title} file={file} params={params} answer={data} />
          )}
        </span>
      </header>
      <div
        class={['body', tall && 'tall', reserved.more && 'roomy'].filter(Boolean).join(' ')}
        style={{ '--rows': reserved.rows }}
      >
        {data && error && <Failure error={error} retry={answer.retry} />}
        {body()}
      </div>
    </section>
  )
}

/**
 * Waiting lines appear after this time (`.waiting` in panelStyle.css). An earlier answer moves nothing that was
 * visible.
 */
const WAITING_AFTER_MS = 300
/** More rows are not reserved: longer tables are last in their view, so their growth moves nothing. */
const MAX_RESERVED_ROWS = 10

/**
 * Returns the height to reserve, in rows, and whether to reserve a button below them. Nothing visible may move: if
 * waiting lines have been on the screen, their height stays, and no later answer makes the panel smaller while its view
 * is open. If the answer came before anything was visible, only the height of its own rows is reserved.
 */
function useReservedHeight(
  panel: RefObject<HTMLElement | null>,
  data: object | null,
  rows: number,
  more: boolean,
): { rows: number; more: boolean } {
  const begun_ms = useRef(performance.now())
  const isSeen = useRef(false)
  const reserved = useRef<{ rows: number; more: boolean } | null>(null)
  const waited = useRef<boolean | null>(null)
  useEffect(() => {
    const watch = new IntersectionObserver((entries) => {
      isSeen.current ||= entries.some((entry) => entry.isIntersecting)
    })
    watch.observe(panel.current!)
    return () => watch.disconnect()
  }, [panel])
  if (!data) return { rows: Math.min(rows, MAX_RESERVED_ROWS), more }
  waited.current ??= isSeen.current && performance.now() - begun_ms.current > WAITING_AFTER_MS
  const came = 'rows' in data && Array.isArray(data.rows) ? data.rows.length : 0
  const isMore = more && 'next' in data && data.next !== null
  reserved.current = {
    rows: Math.min(
      rows,
      MAX_RESERVED_ROWS,
      Math.max(reserved.current?.rows ?? 0, waited.current ? rows : came),
    ),
    more: Boolean(reserved.current?.more) || isMore || (waited.current && more),
  }
  return reserved.current
}

/** The links and the button that export the rows: as copied cells, CSV or Excel. */
function Files({
  title,
  file,
  params,
  answer,
}: {
  title: TextKey
  file: string
  params: ReportParams | undefined
  answer: object | null
}) {
  const { say, state } = usePage()
  const name = say(title)
  return (
    <span class="files">
      {answer && 'columns' in answer && (
        <CopyButton
          class="quiet"
          label={say('copy_table', { title: name })}
          text={() => tsv(answer as Answer<object>)}
        />
      )}
      <a class="quiet" href={exportPath(state, file, 'csv', params)} download aria-label={`CSV: ${name}`}>
        CSV
      </a>
      <a class="quiet" href={exportPath(state, file, 'xlsx', params)} download aria-label={`Excel: ${name}`}>
        Excel
      </a>
    </span>
  )
}

/** Grey lines while the answer is loading. */
export function Waiting({ rows }: { rows: number }) {
  const { say } = usePage()
  return (
    <div class="waiting">
      <span class="unseen">{say('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <i key={row} />
      ))}
    </div>
  )
}

/** Shows an error and a button to try again. */
export function Failure({ error, retry }: { error: ApiError; retry: () => void }) {
  return <ErrorNotice text={errorText(error, usePage())} retry={retry} />
}

function ErrorNotice({ text, retry }: { text: string; retry: () => void }) {
  const { say } = usePage()
  return (
    <div class="trouble" role="alert">
      <p>{text}</p>
      <button type="button" onClick={retry}>
        {say('again')}
      </button>
    </div>
  )
}
