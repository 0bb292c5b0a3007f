/**
 * Stands in place of a report that no fold answers: it reads every visit of its period. Over a long one a single look
 * may cost a day's rows of the free plan, and with them the ingest; so it is counted when the reader asks.
 */
import { type ComponentChildren, Fragment } from 'preact'
import { useId, useState } from 'preact/hooks'
import { daysOf, scope } from '../state.ts'
import { useView } from '../view.ts'
import type { TextKey } from '../words.ts'

/** Longer periods wait to be asked for. */
const MOST_DAYS = 31

export function Costly({ title, children }: { title: TextKey; children: ComponentChildren }) {
  const { say, state } = useView()
  const id = useId()
  const about = scope(state).toString()
  const [asked, setAsked] = useState<string | null>(null)
  if (asked === about || daysOf(state) <= MOST_DAYS) return <Fragment>{children}</Fragment>
  return (
    <section class="panel wide" aria-labelledby={id}>
      <header>
        <h2 id={id}>{say(title)}</h2>
      </header>
      <p class="help">{say('costly')}</p>
      <button type="button" onClick={() => setAsked(about)}>
        {say('count_now')}
      </button>
    </section>
  )
}
