/** Rows without personal data in addresses: for rows that were stored before `cleanUrl` existed, or with other settings. */
import { cleanParam, cleanReferrer, cleanUrl, withoutEmails } from '../classify/cleanUrl.ts'
import type { OrderRow, PathEntry, SessionRow, StoredEvent } from '../store/rows.ts'
import type { SessionAddresses } from '../store/sessionStore.ts'

/** The columns of a session, or of a touch in a path, that come from its landing and may hold an e-mail address. */
const TEXTS = ['source', 'medium', 'campaign', 'content', 'term', 'landing_page'] as const
type Texts = Pick<PathEntry, (typeof TEXTS)[number]>

/** The session as it would be stored today; the same object if nothing changes. @param keep the site's `keep_params` */
export function cleanSession(row: SessionRow, keep: readonly string[]): SessionRow {
  const clean: SessionRow = {
    ...row,
    ...cleanTexts(row),
    url: cleanUrl(row.url, keep),
    referrer: cleanReferrer(row.referrer),
    path: row.path === null ? null : row.path.map((entry) => ({ ...entry, ...cleanTexts(entry) })),
    events: row.events.map((event) => cleanEvent(event, keep)),
  }
  return JSON.stringify(clean) === JSON.stringify(row) ? row : clean
}

/** The order with clean touches in its path; the same object if nothing changes. */
export function cleanOrder(row: OrderRow): OrderRow {
  const path = row.path.map((entry) => ({ ...entry, ...cleanTexts(entry) }))
  return JSON.stringify(path) === JSON.stringify(row.path) ? row : { ...row, path }
}

/** Whether `cleanSession` may change the row, by what is read of it without its events. */
export function needsCleaning(row: SessionAddresses, keep: readonly string[]): boolean {
  return (
    row.is_suspect === 1 ||
    cleanUrl(row.url, keep) !== row.url ||
    cleanReferrer(row.referrer) !== row.referrer ||
    TEXTS.some((name) => row[name] && withoutEmails(row[name]) !== row[name])
  )
}

const cleanTexts = (row: Texts): Texts =>
  Object.fromEntries(
    TEXTS.map((name) => [name, row[name] === null ? null : withoutEmails(row[name])]),
  ) as unknown as Texts

function cleanEvent(event: StoredEvent, keep: readonly string[]): StoredEvent {
  const { url, referrer, params } = event
  return {
    ...event,
    page: withoutEmails(event.page),
    ...(url === undefined ? {} : { url: cleanUrl(url, keep) }),
    ...(referrer === undefined ? {} : { referrer: cleanReferrer(referrer) }),
    ...(params === undefined
      ? {}
      : {
          params: Object.fromEntries(
            Object.entries(params).map(([name, value]) => [name, cleanParam(value, keep)]),
          ),
        }),
  }
}
