/** The reasons of source, medium and channel: the recorded English phrases, and complete phrases in other languages. */
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../dashboard/languages/languagesByCode.ts'
import { reasonsUk as uk } from '../../dashboard/languages/uk/reasonsUk.ts'
import { FIELDS, KINDS, phraseOf, type Reason } from '../../wire/reasons.ts'
import { RULES_VERSION } from '../../worker/classify/classify.ts'
import { ENGLISH, explain } from '../../worker/classify/explain.ts'
import { recorded } from './recorded.ts'

const SITE = { hosts: ['shop.example'], ignored_referrers: ['partner.example'] }
const REPORTED = ['source', 'medium', 'channel'] as const

const explained = ({
  query,
  referrer,
  browser = '',
}: {
  query: string
  referrer: string
  browser?: string
}) =>
  explain(
    {
      url: `https://shop.example/p/1${query && `?${query}`}`,
      referrer,
      browser,
      rules_version: RULES_VERSION,
    },
    SITE,
  )

/** Landings of an app and of a link with a macro. */
const FURTHER = [
  { query: '', referrer: '', browser: 'Instagram' },
  { query: 'utm_source={{site_source_name}}&utm_medium=cpc', referrer: '' },
]

/** The values of a reason that come from the landing or from a rule and are never translated. */
const dataOf = ({ code: _, ...values }: Reason) =>
  Object.entries(values).flatMap(([place, value]) => (place in ENGLISH.names ? [] : value))

describe('the reasons of a landing', () => {
  it.each(recorded)('$query from "$referrer" have the recorded English phrases', ({ why, ...landing }) => {
    expect(explained(landing)).toMatchObject(why)
  })

  it.each([...recorded, ...FURTHER])(
    '$query from "$referrer" are all Ukrainian except for the values',
    (landing) => {
      const { reasons } = explained(landing)
      for (const by of REPORTED) {
        const words = phraseOf(reasons[by], uk, () => '0')
        expect(words).toMatch(/[а-яіїєґ]/i)
        expect(words).not.toMatch(/[a-z{}]/i)
        const text = phraseOf(reasons[by], uk)
        for (const value of reasons[by].flatMap(dataOf)) expect(text).toContain(value)
      }
    },
  )

  it('cover every code, every kind of site and every field', () => {
    const all = [...recorded, ...FURTHER].flatMap((landing) =>
      Object.values(explained(landing).reasons).flat(),
    )
    expect(new Set(all.map(({ code }) => code))).toEqual(new Set(Object.keys(ENGLISH.codes)))
    const named = (place: 'kind' | 'field') =>
      new Set(
        all.flatMap((reason) => Object.entries(reason)).flatMap(([key, name]) => (key === place ? name : [])),
      )
    expect(named('kind')).toEqual(new Set(KINDS))
    expect(named('field')).toEqual(new Set(FIELDS))
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
  ] as const)('%s from "%s" has this Ukrainian phrase', (query, referrer, by, text) => {
    expect(phraseOf(explained({ query, referrer }).reasons[by], uk)).toBe(text)
  })

  it('never interpret a value as a placeholder or a pattern', () => {
    const reasons: Reason[] = [{ code: 'no_rule', source: '$&{kind}{source}', medium: '(not set)' }]
    expect(phraseOf(reasons, ENGLISH)).toBe('no rule fits source $&{kind}{source} and medium (not set)')
    expect(phraseOf(reasons, uk)).toContain('$&{kind}{source}')
  })
})

describe('the phrases', () => {
  it('have the same placeholders in every language', () => {
    const places = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, place]) => place).sort()
    for (const { reasons } of Object.values(LANGUAGES).filter(({ reasons }) => reasons))
      for (const [code, text] of Object.entries(ENGLISH.codes))
        expect(places(reasons!.codes[code as Reason['code']])).toEqual(places(text))
  })

  it('show the code of a reason that only a newer Worker knows', () => {
    expect(phraseOf([{ code: 'starts_with', field: 'medium' } as unknown as Reason], uk)).toBe('starts_with')
  })

  it('write values as the rest of the dashboard does', () => {
    const shown = (value: string) => (value === '(not set)' ? '(не вказано)' : value)
    const { reasons } = explained({ query: 'utm_source=bob', referrer: '' })
    expect(phraseOf(reasons.channel, uk, shown)).toBe('для джерела bob і типу (не вказано) немає правила')
  })
})
