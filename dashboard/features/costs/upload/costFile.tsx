/** One cost file of the queue: its preview or its problems, and the buttons to load or skip it. */
import { useEffect, useId, useRef } from 'preact/hooks'
import { errorText } from '../../../shared/fetching/errorText.ts'
import { usePage } from '../../../shared/page.ts'
import { CostPreview, useChange } from './costPreview.tsx'
import { AskCharset, FileProblems, isOnlyCurrencyMissing } from './fileProblems.tsx'
import type { Item, Queue } from './uploadQueue.ts'

export function CostFile({ item, queue }: { item: Item; queue: Queue }) {
  const page = usePage()
  const { say } = page
  const changed = useChange()
  const id = useId()
  const box = useRef<HTMLLIElement>(null)
  const { stage, answer, error, file } = item
  // The pressed button is gone, so the keyboard focus moves here.
  useEffect(() => {
    if (stage === 'understood' || stage === 'refused' || stage === 'loaded') box.current?.focus()
  }, [stage])
  const isCurrencyMissing = stage === 'refused' && error !== null && isOnlyCurrencyMissing(error)
  const isInactive = stage === 'waiting' || stage === 'skipped' || stage === 'loaded'
  return (
    <li
      ref={box}
      class={`cost-file ${stage}`}
      tabIndex={-1}
      aria-labelledby={id}
      aria-busy={stage === 'reading'}
    >
      <h3 id={id}>
        <bdi>{file.name}</bdi>
        {(stage === 'waiting' || stage === 'skipped') && <small> {say(`file_${stage}`)}</small>}
      </h3>
      <p class={stage === 'refused' && !isCurrencyMissing ? 'worse' : undefined} role="status">
        {(stage === 'reading' || stage === 'loading' || stage === 'understood') && say(`file_${stage}`)}
        {stage === 'loaded' && answer && (
          <span class="better">✓ {say('file_loaded', { change: changed(answer) })}</span>
        )}
        {isCurrencyMissing && say('file_currency_missing')}
        {stage === 'refused' && error && !isCurrencyMissing && (
          <strong>
            {say('file_refused')}: {errorText(error, page)}
          </strong>
        )}
      </p>
      {stage === 'refused' && error && (
        <FileProblems error={error} entered={item.entered} read={(entered) => queue.read(item.id, entered)} />
      )}
      {stage === 'understood' && item.entered.charset && (
        <AskCharset entered={item.entered} read={(entered) => queue.read(item.id, entered)} />
      )}
      {answer && (stage === 'understood' || stage === 'loading') && <CostPreview answer={answer} />}
      {!isInactive && (
        <p class="choices">
          {(stage === 'understood' || stage === 'loading') && (
            <button
              type="button"
              class="main"
              disabled={stage === 'loading'}
              onClick={() => queue.load(item.id)}
            >
              {say('file_load')}
            </button>
          )}
          {(stage === 'understood' || stage === 'refused') && (
            <button type="button" onClick={() => queue.discard(item.id)}>
              {say('file_skip')}
            </button>
          )}
        </p>
      )}
    </li>
  )
}
