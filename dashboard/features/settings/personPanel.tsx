/** Downloads what is stored of a person, or erases it after a confirmation. */
import { useId, useState } from 'preact/hooks'
import type { ErasedAnswer, PersonAnswer } from '../../../wire/answers/index.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { request } from '../../shared/fetching/request.ts'
import { useSubmit } from '../../shared/fetching/useSubmit.ts'
import { usePage } from '../../shared/page.ts'
import { Field } from '../../shared/parts/field.tsx'
import { saveFile } from '../../shared/saveFile.ts'

const KEYS = ['user_id', 'visitor_id', 'transaction_id'] as const
type Key = (typeof KEYS)[number]

/** What was done, or what would be erased. */
type Outcome =
  | { kind: 'found'; sessions: number; orders: number; browsers: number }
  | { kind: 'erased'; sessions: number; orders: number }

export function PersonPanel({ site }: { site: Site }) {
  const page = usePage()
  const { say, counted, format } = page
  const id = useId()
  const [key, setKey] = useState<Key>('user_id')
  const [value, setValue] = useState('')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const { busy, error, submit } = useSubmit()
  const pathOf = (cursor?: string) =>
    `/api/people?${new URLSearchParams({ site: site.site, [key]: value.trim(), ...(cursor ? { cursor } : {}) })}`
  const change = (set: () => void) => {
    set()
    setOutcome(null)
  }

  /** All pages together. */
  async function find() {
    const pages: PersonAnswer[] = []
    do pages.push(await request<PersonAnswer>('GET', pathOf(pages.at(-1)?.next ?? undefined)))
    while (pages.at(-1)!.next)
    const all = <K extends 'sessions' | 'orders' | 'identities'>(name: K) => pages.flatMap((one) => one[name])
    return {
      ...{ site: site.site, [key]: value.trim(), user_ids: pages[0]!.user_ids },
      visitor_ids: [...new Set(pages.flatMap(({ visitor_ids }) => visitor_ids))],
      ...{ sessions: all('sessions'), orders: all('orders'), identities: all('identities') },
    }
  }
  const countsOf = ({ sessions, orders, visitor_ids }: Awaited<ReturnType<typeof find>>): Outcome => ({
    kind: 'found',
    ...{ sessions: sessions.length, orders: orders.length, browsers: visitor_ids.length },
  })

  async function save(event: SubmitEvent) {
    event.preventDefault()
    await submit(async () => {
      const person = await find()
      setOutcome(countsOf(person))
      saveFile(`${site.site}-person.json`, JSON.stringify(person, null, 2))
    })
  }
  async function erase() {
    await submit(async () => {
      const sum = { sessions: 0, orders: 0 }
      let step: ErasedAnswer
      do {
        step = await request<ErasedAnswer>('DELETE', pathOf())
        sum.sessions += step.sessions
        sum.orders += step.orders
      } while (!step.done)
      setOutcome({ kind: 'erased', ...sum })
    })
  }
  const counts = outcome && [
    counted('person_sessions', outcome.sessions, format.count(outcome.sessions)),
    counted('person_orders', outcome.orders, format.count(outcome.orders)),
    ...(outcome.kind === 'found'
      ? [counted('person_browsers', outcome.browsers, format.count(outcome.browsers))]
      : []),
  ]
  return (
    <section class="panel form" aria-labelledby={id}>
      <h2 id={id}>{say('person')}</h2>
      <p>{say('person_about')}</p>
      <form onSubmit={save} aria-busy={busy} noValidate>
        <div class="pair">
          <Field label={say('person_key')}>
            {(bound) => (
              <select
                {...bound}
                value={key}
                onChange={(event) => change(() => setKey(event.currentTarget.value as Key))}
              >
                {KEYS.map((name) => (
                  <option key={name} value={name}>
                    {say(`person_${name}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={say('person_value')}>
            {(bound) => (
              <input
                {...bound}
                value={value}
                autoComplete="off"
                autoCapitalize="off"
                spellcheck={false}
                onInput={(event) => change(() => setValue(event.currentTarget.value))}
              />
            )}
          </Field>
        </div>
        <p role="status">{outcome && counts && `${say(`person_${outcome.kind}`)} ${counts.join(', ')}`}</p>
        <div class="form-error" role="alert">
          {error && <p>{error.status === 404 ? say('person_none') : errorText(error, page)}</p>}
        </div>
        <div class="buttons">
          <button type="submit" disabled={busy || !value.trim()}>
            {say('person_export')}
          </button>
          {outcome?.kind === 'found' && (
            <button type="button" class="danger" disabled={busy} onClick={erase}>
              {say('person_erase')}
            </button>
          )}
        </div>
        {outcome?.kind === 'found' && <p class="help">{say('person_erase_about')}</p>}
      </form>
    </section>
  )
}
