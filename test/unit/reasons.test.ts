/** Why a session counts for what it does: the same English as ever, and whole in Ukrainian. */
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../dashboard/state.ts'
import { NAMES, PHRASES, phrase, type Reason } from '../../wire/reasons.ts'
import { RULES_VERSION } from '../../worker/classify/classify.ts'
import { explain } from '../../worker/classify/explain.ts'
import { recorded } from './recorded.ts'

const SITE = { hosts: ['shop.example'], ignored_referrers: ['partner.example'] }
const REPORTED = ['source', 'medium', 'channel'] as const

const explained = ({ query, referrer }: { query: string; referrer: string }) =>
  explain(
    { url: `https://shop.example/p/1${query && `?${query}`}`, referrer, rules_version: RULES_VERSION },
    SITE,
  )

/** Everything in a reason that comes from the landing or a rule, and has no name in any language. */
const dataOf = ({ code: _, ...values }: Reason) =>
  Object.entries(values).flatMap(([place, value]) => (place in NAMES ? [] : value))

describe('the reasons of a landing', () => {
  it.each(recorded)('$query from "$referrer" are in English what they were', ({ why, ...landing }) => {
    expect(explained(landing)).toMatchObject(why)
  })

  it.each(recorded)('$query from "$referrer" are Ukrainian in Ukrainian, but for the values', (landing) => {
    const { reasons } = explained(landing)
    for (const by of REPORTED) {
      const words = phrase(reasons[by], 'uk', () => '0')
      expect(words).toMatch(/[а-яіїєґ]/i)
      expect(words).not.toMatch(/[a-z{}]/i)
      const text = phrase(reasons[by], 'uk')
      for (const value of reasons[by].flatMap(dataOf)) expect(text).toContain(value)
    }
  })

  it('are of every sort that there is, about sites of every kind', () => {
    const all = recorded.flatMap((landing) => Object.values(explained(landing).reasons).flat())
    expect(new Set(all.map(({ code }) => code))).toEqual(new Set(Object.keys(PHRASES)))
    const named = (place: 'kind' | 'field') =>
      new Set(
        all.flatMap((reason) => Object.entries(reason)).flatMap(([key, name]) => (key === place ? name : [])),
      )
    for (const place of ['kind', 'field'] as const)
      expect(named(place)).toEqual(new Set(Object.keys(NAMES[place])))
  })

  it.each([
    [
      'utm_source=fb&utm_medium=cpc',
      '',
      'channel',
      'джерело fb — соцмережа, а тип cpc означає платний трафік',
    ],
    ['', '', 'source', 'параметрів кампанії немає, а джерело переходу не передано'],
    ['gclid=1', '', 'medium', 'ідентифікатор кліку gclid вказує на google / cpc'],
    ['utm_medium=sm', '', 'source', 'параметра utm_source немає, а джерело переходу не передано'],
    [
      '',
      'https://pay.fondy.eu/',
      'channel',
      'джерело (direct) збігається з (direct), а тип (none) збігається з (none) або (not set)',
    ],
    ['utm_medium=e-mail', '', 'channel', 'тип e-mail збігається з email, e-mail, e_mail або e mail'],
    ['utm_source=bob', '', 'channel', 'для джерела bob і типу (not set) немає правила'],
  ] as const)('%s from "%s" read well in Ukrainian', (query, referrer, by, text) => {
    expect(phrase(explained({ query, referrer }).reasons[by], 'uk')).toBe(text)
  })

  it('never take a value for a place or a pattern', () => {
    const { reasons, channel } = explained({ query: 'utm_source=$%26{kind}{source}', referrer: '' })
    expect(channel).toBe('no rule fits source $&{kind}{source} and medium (not set)')
    expect(phrase(reasons.channel, 'uk')).toContain('$&{kind}{source}')
  })
})

describe('the phrases', () => {
  it('have the same places in every language', () => {
    const places = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, place]) => place).sort()
    for (const one of Object.values(PHRASES))
      for (const language of LANGUAGES) expect(places(one[language])).toEqual(places(one.en))
  })

  it('are the code where a newer Worker says what they do not have', () => {
    expect(phrase([{ code: 'starts_with', field: 'medium' } as unknown as Reason], 'uk')).toBe('starts_with')
  })

  it('write values as the reader knows them from elsewhere', () => {
    const shown = (value: string) => (value === '(not set)' ? '(не вказано)' : value)
    const { reasons } = explained({ query: 'utm_source=bob', referrer: '' })
    expect(phrase(reasons.channel, 'uk', shown)).toBe('для джерела bob і типу (не вказано) немає правила')
  })
})
