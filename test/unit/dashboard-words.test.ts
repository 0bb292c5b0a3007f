/** The dashboard's two languages: complete, counted right, and what an error becomes in them. */
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../dashboard/shared/address/pageState.ts'
import { fault } from '../../dashboard/shared/fetching/errorText.ts'
import { createWords, type Plural } from '../../dashboard/shared/words/createWords.ts'
import { dictionary, rooms } from '../../dashboard/shared/words/dictionary.ts'
import { names } from '../../dashboard/shared/words/names.ts'
import { EVENTS } from '../../wire/event.ts'

const en = createWords('en')
const uk = createWords('uk')

describe('plurals', () => {
  it.each([
    [0, '0 visitors', '0 відвідувачів'],
    [1, '1 visitor', '1 відвідувач'],
    [2, '2 visitors', '2 відвідувачі'],
    [5, '5 visitors', '5 відвідувачів'],
    [11, '11 visitors', '11 відвідувачів'],
    [12, '12 visitors', '12 відвідувачів'],
    [21, '21 visitors', '21 відвідувач'],
    [22, '22 visitors', '22 відвідувачі'],
    [111, '111 visitors', '111 відвідувачів'],
    [1.5, '1.5 visitors', '1.5 відвідувача'],
  ])('%d', (count, english, ukrainian) => {
    expect(en.counted('visitors', count, String(count))).toBe(english)
    expect(uk.counted('visitors', count, String(count))).toBe(ukrainian)
  })

  it('has every form that a language asks for', () => {
    for (const language of LANGUAGES) {
      const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      for (const entry of Object.values(dictionary)) {
        const text: string | Plural = entry[language]
        if (typeof text !== 'string') expect(Object.keys(text).sort()).toEqual([...wanted].sort())
      }
    }
  })
})

describe('words', () => {
  it('puts values into the text', () => {
    expect(en.say('of_sessions', { rate: '8%' })).toBe('8% of sessions')
  })

  it('never reads a value as a pattern', () => {
    expect(en.say('unknown_site', { site: '$& {site}' })).toContain('“$& {site}”')
  })

  it('have the same holes in every language', () => {
    const holes = (text: string | Plural) => [...JSON.stringify(text).matchAll(/\{\w+\}|#/g)].map(String)
    for (const entry of Object.values(dictionary)) {
      expect(new Set(holes(entry.uk))).toEqual(new Set(holes(entry.en)))
    }
  })

  it('stand once: no room has the key of another', () => {
    const keys = Object.values(rooms).flatMap((room) => Object.keys(room))
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
  })

  it('name every known event, and show an unknown one as it is', () => {
    expect(Object.keys(names.event)).toEqual([...EVENTS])
    expect(uk.named('event', 'purchase')).toBe('Покупка')
    expect(uk.named('event', 'my_event')).toBe('my_event')
    expect(uk.named('channel', 'constructor')).toBe('constructor')
  })
})

describe('errors', () => {
  const errors: [about: string, status: number, code: string, says: RegExp][] = [
    ['no connection', 0, 'network', /cannot be reached/],
    ['no answer', 0, 'timeout', /in time/],
    ['a scope that is too small', 403, 'forbidden', /does not allow/],
    ['a thing that is gone', 404, 'not_found', /not here/],
    ['too many requests', 429, 'rate_limited', /Wait a minute/],
    ['a broken server', 500, 'internal', /HTTP 500/],
    ['an answer that is no JSON', 0, 'unreadable', /failed \(why\)/],
    ['anything else', 400, 'bad_request', /refused: why/],
  ]
  it.each(errors)('say what happened: %s', (_, status, code, says) => {
    expect(fault({ status, code, message: 'why' }, en)).toMatch(says)
    expect(fault({ status, code, message: 'why' }, uk)).toMatch(/[а-яіїєґ]/i)
  })
})
