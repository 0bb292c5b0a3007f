/**
 * Stands in place of a report that no fold answers: it reads every visit of its period. Of a large shop a single look
 * may cost a day's rows of the free plan, and with them the ingest; there it is counted when the reader asks.
 */
import { type ComponentChildren, Fragment } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { General } from '../fetching/answers.ts'
import { scopeParams } from '../fetching/reportRequest.ts'
import { useReport } from '../fetching/useReport.ts'
import { usePage } from '../page.ts'
import type { TextKey } from '../words/createWords.ts'
import { Panel } from './panel.tsx'

/** Of more sessions a report waits to be asked for: some ten rows are read for each. */
const MOST_SESSIONS = 5000

interface Props {
  title: TextKey
  /** As the report's own panel has them. */
  rows: number
  tall?: boolean
  children: ComponentChildren
}

export function CountOnDemand({ title, rows, tall = false, children }: Props) {
  const { say, state } = usePage()
  const about = scopeParams(state).toString()
  /** How many there are is read from folds. */
  const general = useReport<General>('general')
  const [asked, setAsked] = useState<string | null>(null)
  /** What was decided of the same sessions holds while they are counted again. */
  const decided = useRef<{ about: string; isSmall: boolean } | null>(null)
  if (general.data && !general.busy)
    decided.current = { about, isSmall: (general.data.rows[0]?.sessions ?? 0) <= MOST_SESSIONS }
  const known = decided.current?.about === about ? decided.current : null
  if (asked === about || known?.isSmall) return <Fragment>{children}</Fragment>
  return (
    <Panel
      title={title}
      answer={known ? general : { ...general, data: null }}
      rows={rows}
      tall={tall}
      isEmpty={() => false}
      empty="empty_period"
      class="wide"
    >
      {() => (
        <>
          <p class="help">{say('costly')}</p>
          <button type="button" onClick={() => setAsked(about)}>
            {say('count_now')}
          </button>
        </>
      )}
    </Panel>
  )
}
