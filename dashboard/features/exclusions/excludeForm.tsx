/** The form that excludes a visitor, a source or a time range from reports, or deletes it for good. */

import { useState } from 'preact/hooks'
import { asciiHost } from '../../../wire/idn.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { useSubmit } from '../../shared/fetching/useSubmit.ts'
import { usePage } from '../../shared/page.ts'
import { Field } from '../../shared/parts/field.tsx'
import { exclude, type Preview, preview, type Target } from './exclusionApi.ts'
import { PurgeDialog } from './purgeDialog.tsx'

const KINDS = ['visitor', 'source', 'interval'] as const
type Kind = (typeof KINDS)[number]

export function ExcludeForm({ site, changed }: { site: string; changed: () => void }) {
  const page = usePage()
  const { say, counted, format } = page
  const [kind, setKind] = useState<Kind>('visitor')
  const [texts, setTexts] = useState({ visitor: '', source: '', from: '', to: '' })
  const [found, setFound] = useState<Preview | null>(null)
  const [purging, setPurging] = useState<Target | null>(null)
  const [isPurged, setIsPurged] = useState(false)
  const { busy, error, submit } = useSubmit()
  const target = targetOf(kind, texts)
  const set = (change: Partial<typeof texts>) => {
    setTexts((before) => ({ ...before, ...change }))
    setFound(null)
  }
  const done = () => {
    setTexts({ visitor: '', source: '', from: '', to: '' })
    setFound(null)
    changed()
  }
  const apply = (event: SubmitEvent) => {
    event.preventDefault()
    setIsPurged(false)
    if (target)
      submit(async () => {
        await exclude(site, target)
        done()
      })
  }
  const input = (name: 'visitor' | 'source') => (
    <Field label={say(`exclude_${name}_label`)} help={say(`exclude_${name}_help`)}>
      {(bound) => (
        <input
          {...bound}
          value={texts[name]}
          maxLength={255}
          autoComplete="off"
          spellcheck={false}
          onInput={(event) => set({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  )
  const day = (name: 'from' | 'to') => (
    <Field label={say(`exclude_${name}`)}>
      {(bound) => (
        <input
          {...bound}
          type="date"
          value={texts[name]}
          onInput={(event) => set({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  )
  return (
    <>
      <h3>{say('exclude_more')}</h3>
      <form onSubmit={apply} aria-busy={busy}>
        <div class="pair">
          <Field label={say('exclude_what')}>
            {(bound) => (
              <select
                {...bound}
                value={kind}
                onChange={(event) => {
                  setKind(KINDS.find((one) => one === event.currentTarget.value) ?? 'visitor')
                  setFound(null)
                }}
              >
                {KINDS.map((one) => (
                  <option key={one} value={one}>
                    {say(`exclude_${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {kind === 'interval' ? (
            <>
              {day('from')}
              {day('to')}
            </>
          ) : (
            input(kind)
          )}
        </div>
        <p role="status">
          {isPurged && say('purged')}
          {found &&
            say('exclude_previewed', {
              visits: counted('exclude_visits', found.sessions, format.count(found.sessions)),
              orders: counted('exclude_orders', found.orders, format.count(found.orders)),
            })}
        </p>
        <div class="form-error" role="alert">
          {error && <p>{errorText(error, page)}</p>}
        </div>
        <div class="buttons">
          <button
            type="button"
            disabled={busy || !target}
            onClick={() => submit(async () => setFound(await preview(site, target!)))}
          >
            {say('exclude_preview')}
          </button>
          <button type="submit" disabled={busy || !target}>
            {say('exclude')}
          </button>
          <button type="button" class="danger" disabled={busy || !target} onClick={() => setPurging(target)}>
            {say('purge')}
          </button>
        </div>
      </form>
      {purging && (
        <PurgeDialog
          site={site}
          target={purging}
          close={(isDone) => {
            setPurging(null)
            setIsPurged(isDone)
            if (isDone) done()
          }}
        />
      )}
    </>
  )
}

/** Null while something is missing. */
function targetOf(
  kind: Kind,
  texts: { visitor: string; source: string; from: string; to: string },
): Target | null {
  const [visitor_id, named] = [texts.visitor.trim(), texts.source.trim()]
  // Reports show an internationalised domain as it is typed.
  const source = /[^\x20-\x7e]/.test(named) && named.includes('.') ? asciiHost(named) : named
  const { from, to } = texts
  if (kind === 'visitor') return visitor_id ? { visitor_id } : null
  if (kind === 'source') return source ? { source } : null
  return from && to && from < to ? { from, to } : null
}
