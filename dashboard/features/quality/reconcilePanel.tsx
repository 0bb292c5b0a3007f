/** Compares a file of the shop's orders with the tracked ones. Nothing of the file is stored. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Reconciliation } from '../../../wire/answers/reconcile.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { ApiError, request } from '../../shared/fetching/request.ts'
import { usePage } from '../../shared/page.ts'
import { CodeSnippet } from '../../shared/parts/codeSnippet.tsx'
import { FileDrop } from '../../shared/parts/fileDrop.tsx'
import { ReconciliationResult } from './reconciliationResult.tsx'

type Stage =
  | { is: 'waiting' }
  | { is: 'busy'; name: string }
  | { is: 'refused'; name: string; error: ApiError }
  | { is: 'done'; name: string; found: Reconciliation }

const EXAMPLE = `transaction_id,value,currency,status,ts
A-1001,1250.50,UAH,paid,2026-11-22
A-1002,990.00,UAH,refunded,2026-11-22T10:15:00Z`

export function ReconcilePanel() {
  const page = usePage()
  const { say, state, signedOut } = page
  const id = useId()
  const [stage, setStage] = useState<Stage>({ is: 'waiting' })
  const abort = useRef<AbortController | null>(null)
  const outcome = useRef<HTMLDivElement>(null)
  useEffect(() => () => abort.current?.abort(), [])
  useEffect(() => {
    if (stage.is === 'done') outcome.current?.focus()
  }, [stage])

  async function send(file: File | undefined) {
    if (!file) return
    const { name } = file
    abort.current?.abort()
    abort.current = new AbortController()
    const { signal } = abort.current
    setStage({ is: 'busy', name })
    try {
      const path = `/api/reconcile?${new URLSearchParams({ site: state.site ?? '' })}`
      const found = await request<Reconciliation>('POST', path, { body: file, signal })
      setStage({ is: 'done', name, found })
    } catch (error) {
      if (signal.aborted) return
      const failure = error instanceof ApiError ? error : new ApiError(0, 'unreadable', String(error))
      if (failure.status === 401) signedOut()
      else setStage({ is: 'refused', name, error: failure })
    }
  }

  return (
    <section class="panel wide reconcile" aria-labelledby={id} aria-busy={stage.is === 'busy'}>
      <header>
        <h2 id={id}>{say('reconciliation')}</h2>
      </header>
      <p>{say('reconcile_help')}</p>
      <FileDrop
        title="reconcile_drop"
        choose="reconcile_choose"
        help="reconcile_private"
        take={([file]) => void send(file)}
      />
      <details class="as-table">
        <summary>{say('reconcile_format')}</summary>
        <p>{say('reconcile_columns')}</p>
        <CodeSnippet text={EXAMPLE} />
      </details>
      <p role="status">
        {stage.is === 'busy' && say('reconciling', { file: stage.name })}
        {stage.is === 'done' && say('reconciled', { file: stage.name })}
      </p>
      {stage.is === 'refused' && (
        <div class="trouble" role="alert">
          <p>
            {isNoTable(stage.error)
              ? say('reconcile_no_table', { file: stage.name })
              : stage.error.status === 413
                ? say('reconcile_too_big')
                : errorText(stage.error, page)}
          </p>
          <ul>
            {stage.error.issues.map(({ path, message }) => (
              <li key={`${path} ${message}`} lang="en">
                <code>{path}</code> {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {stage.is === 'done' && (
        <div ref={outcome} tabIndex={-1} class="reconciled">
          <ReconciliationResult found={stage.found} />
        </div>
      )}
    </section>
  )
}

/** Whether the API found no columns for order numbers and amounts: the file is a workbook or something else. */
const isNoTable = (error: ApiError) =>
  error.status === 400 && (error.concerns('transaction_id') || error.concerns('value'))
