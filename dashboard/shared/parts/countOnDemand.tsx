/**
 * Shows a button instead of a report that no rollup can answer, if the period has many sessions. Such a report reads
 * every session. For a large shop, one report could read all rows that the free plan allows in a day. Then no more events
 * would be stored on that day.
 */
import { type ComponentChildren, Fragment } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { General } from '../fetching/answers.ts'
import { scopeParams } from '../fetching/reportRequest.ts'
import { useReport } from '../fetching/useReport.ts'
import { usePage } from '../page.ts'
import type { TextKey } from '../words/createWords.ts'
import { Panel } from './panel.tsx'

/** With more sessions the report waits for the button. It reads about ten rows per session. */
const MAX_SESSIONS = 5000

interface Props {
  title: TextKey
  /** The same as those of the report's own panel. */
  rows: number
  tall?: boolean
  children: ComponentChildren
}

export function CountOnDemand({ title, rows, tall = false, children }: Props) {
  const { say, state } = usePage()
  const scope = scopeParams(state).toString()
  /** The number of sessions comes from rollups, so this request is cheap. */
  const general = useReport<General>('general')
  const [requested, setRequested] = useState<string | null>(null)
  /** The last decision, kept while the same sessions are counted again. */
  const decided = useRef<{ scope: string; isSmall: boolean } | null>(null)
  if (general.data && !general.busy)
    decided.current = { scope, isSmall: (general.data.rows[0]?.sessions ?? 0) <= MAX_SESSIONS }
  const decision = decided.current?.scope === scope ? decided.current : null
  if (requested === scope || decision?.isSmall) return <Fragment>{children}</Fragment>
  return (
    <Panel
      title={title}
      answer={decision ? general : { ...general, data: null }}
      rows={rows}
      tall={tall}
      isEmpty={() => false}
      empty="empty_period"
      class="wide"
    >
      {() => (
        <>
          <p class="help">{say('count_help')}</p>
          <button type="button" onClick={() => setRequested(scope)}>
            {say('count_now')}
          </button>
        </>
      )}
    </Panel>
  )
}
