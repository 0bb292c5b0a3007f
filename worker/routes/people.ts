/** `/api/people`: returns or erases everything that is stored of a person, page by page or step by step. */
import { type Context, Hono } from 'hono'
import type { ErasedAnswer, PersonAnswer } from '../../wire/answers/person.ts'
import { textId } from '../../wire/readId.ts'
import { needs } from '../auth.ts'
import type { App } from '../env.ts'
import { ApiError, BadParameter } from '../errors.ts'
import { erasePerson } from '../ingest/erasePerson.ts'
import { exportPerson, type PersonPlace } from '../ingest/exportPerson.ts'
import { findPerson, type Person, type PersonKey } from '../ingest/person.ts'
import { readPlace, writeCursor } from '../stats/cursor.ts'
import { forSite } from './site.ts'

export const peopleRoutes = new Hono<App>()

peopleRoutes.use('/', needs('admin'), forSite)

/** The rows are those of the tables. */
type Answer = Omit<PersonAnswer, 'sessions' | 'orders'>

const NAME = 'people'
const KEYS = ['visitor_id', 'user_id', 'transaction_id'] as const

async function personOf(c: Context<App>): Promise<Person> {
  const [key, ...more] = KEYS.flatMap((name) =>
    c.req.query(name) ? [[name, textId(c.req.query(name)!)]] : [],
  )
  if (!key || more.length) throw new BadParameter(KEYS[0], `name the person by one of ${KEYS.join(', ')}`)
  const person = await findPerson(c.var.store, c.var.site, Object.fromEntries([key]) as PersonKey)
  if (!person) throw new ApiError(404, 'there is no such order')
  return person
}

peopleRoutes.get('/', async (c) => {
  const { site, store } = c.var
  const place = readPlace(c.req.query('cursor') || null, NAME, 2) as PersonPlace | null
  const person = await personOf(c)
  const { next, ...page } = await exportPerson(store, site, person, place)
  const isEmpty = !page.sessions.length && !page.orders.length && !page.identities.length
  if (!place && !next && isEmpty) throw new ApiError(404, 'nothing is stored of this person')
  const cursor = next && writeCursor(NAME, next)
  return c.json({ site: site.site, user_ids: person.user_ids, ...page, next: cursor } satisfies Answer)
})

/** Also answers 200 if nothing is stored of the person, so that a request may be repeated. */
peopleRoutes.delete('/', async (c) => {
  const { site, store, now_ms } = c.var
  const erased = await erasePerson(store, site, await personOf(c), now_ms)
  return c.json({ site: site.site, ...erased } satisfies ErasedAnswer)
})
