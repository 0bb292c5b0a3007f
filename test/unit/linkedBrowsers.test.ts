import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkedBrowsers, mergedIdentities } from '../../worker/ingest/settle/linkedBrowsers.ts'
import type { Identity } from '../../worker/store/identityStore.ts'
import { LINKED_BROWSERS, SHARING_BROWSERS, USERS_OF_BROWSER } from '../../worker/store/workLimits.ts'

const identity = (visitor_id: string, user_id: string, since_ms: number): Identity => ({
  ...{ visitor_id, user_id, since_ms },
})
const links = (visitor: string, identities: Identity[]) =>
  linkedBrowsers([visitor], identities).map(({ other_id, since_ms }) => `${other_id} since ${since_ms}`)
const crowd = (count: number, user: string) =>
  Array.from({ length: count }, (_, i) => identity(`b${i}`, user, 100 + i))

describe('a browser', () => {
  it('is linked from the instant on at which both have the same user id', () => {
    const identities = [
      identity('laptop', 'olena', 5),
      identity('phone', 'olena', 9),
      identity('tv', 'ivan', 1),
    ]
    expect(links('laptop', identities)).toEqual(['phone since 9'])
    expect(links('phone', identities)).toEqual(['laptop since 9'])
    expect(links('tv', identities)).toEqual([])
  })

  it('is linked by the earliest of several user ids, and by none that is a placeholder', () => {
    const both = (user: string, ms: number) => [identity('laptop', user, ms), identity('phone', user, ms + 1)]
    expect(links('laptop', [...both('work', 20), ...both('home', 10)])).toEqual(['phone since 11'])
    for (const nobody of ['0', 'guest', 'undefined', ' NULL ', '[object Object]'])
      expect([nobody, links('laptop', both(nobody, 1))]).toEqual([nobody, []])
  })

  it('is linked with those that were linked first, and by the user ids that it got first', () => {
    expect(links('b0', crowd(40, 'olena'))).toEqual(
      Array.from({ length: LINKED_BROWSERS }, (_, i) => `b${i + 1} since ${101 + i}`),
    )
    const users = Array.from({ length: 2 * USERS_OF_BROWSER }, (_, i) => [
      identity('kiosk', `user ${i}`, i),
      identity(`phone ${i}`, `user ${i}`, 0),
    ]).flat()
    expect(links('kiosk', users)).toEqual(
      Array.from({ length: USERS_OF_BROWSER }, (_, i) => `phone ${i} since ${i}`),
    )
  })

  it('is linked with nobody by a user id that very many browsers share', () => {
    expect(links('b0', crowd(SHARING_BROWSERS - 1, 'web'))).toHaveLength(LINKED_BROWSERS)
    expect(links('b0', crowd(SHARING_BROWSERS, 'web'))).toEqual([])
    const own = [...crowd(SHARING_BROWSERS, 'web'), identity('b0', 'olena', 1), identity('b7', 'olena', 2)]
    expect(links('b0', own)).toEqual(['b7 since 2'])
  })
})

const arbitraryIdentities = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 14 }), fc.constantFrom('u', 'v', 'w'), fc.integer({ min: 0, max: 50 }))
    .map(([visitor, user, ms]) => identity(`b${visitor}`, user, ms)),
  { maxLength: 60 },
)

it('what comes later never changes who was linked before, in whatever order identities come', () => {
  fc.assert(
    fc.property(
      arbitraryIdentities,
      fc.integer({ min: 0, max: 50 }),
      fc.nat(),
      (identities, until_ms, turn) => {
        const merged = mergedIdentities(identities)
        const known = mergedIdentities(identities.filter(({ since_ms }) => since_ms <= until_ms))
        const before = (all: Identity[]) =>
          linkedBrowsers(['b0'], all).filter(({ since_ms }) => since_ms <= until_ms)
        expect(before(merged)).toEqual(before(known))
        const start = identities.length ? turn % identities.length : 0
        const turned = [...identities.slice(start), ...identities.slice(0, start)]
        expect(linkedBrowsers(['b0'], mergedIdentities(turned.slice(0, 3), turned.slice(3)))).toEqual(
          linkedBrowsers(['b0'], merged),
        )
      },
    ),
  )
})
