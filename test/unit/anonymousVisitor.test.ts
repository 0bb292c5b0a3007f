import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../wire/time.ts'
import { anonymousVisitor } from '../../worker/ingest/anonymousVisitor.ts'
import { EMPTY_PAST } from '../../worker/store/past.ts'
import type { SessionRow } from '../../worker/store/rows.ts'
import type { Store } from '../../worker/store/store.ts'

const MIDNIGHT = Date.UTC(2026, 10, 22)
const trace = { site_id: 1, site: 'shop.example', ip: '203.0.113.7', user_agent: 'Firefox' }

/** A store with one salt per day. The visitor was last seen at the given instant. */
const seenAt = (visitor: string | null, ended_ms = 0) =>
  ({
    salts: async (today: string, yesterday: string) => ({
      today: `salt of ${today}`,
      yesterday: `salt of ${yesterday}`,
    }),
    recentOf: async (_: number, [ask]: { visitor_id: string }[]) => ({
      ...EMPTY_PAST,
      sessions: ask!.visitor_id === visitor ? [{ ended_ms } as SessionRow] : [],
    }),
  }) as unknown as Store

const at = (minutes: number, store = seenAt(null), of = trace) =>
  anonymousVisitor(store, of, MIDNIGHT + minutes * MINUTE_MS)

describe('a visitor without consent', () => {
  it('has one id all day, and another on the next day, at another address or in another browser', async () => {
    const name = await at(600)
    expect(await at(900)).toBe(name)
    expect(await at(600 + 24 * 60)).not.toBe(name)
    expect(await at(600, undefined, { ...trace, ip: '203.0.113.8' })).not.toBe(name)
    expect(await at(600, undefined, { ...trace, user_agent: 'Chrome' })).not.toBe(name)
    expect(await at(600, undefined, { ...trace, site: 'other.example' })).not.toBe(name)
  })

  it('keeps the id over midnight while the session lasts', async () => {
    const before = await at(-5)
    expect(await at(10, seenAt(before, MIDNIGHT - 5 * MINUTE_MS))).toBe(before)
    expect(await at(40, seenAt(before, MIDNIGHT + 10 * MINUTE_MS))).toBe(before)
    expect(await at(40, seenAt(before, MIDNIGHT - 5 * MINUTE_MS))).not.toBe(before)
  })

  it('has an id that reveals nothing', async () => {
    expect(await at(600)).toMatch(/^~[A-Za-z0-9_-]{22}$/)
  })
})
