/** The dashboard's languages: their texts are complete, have their own plural rules, and explain errors. */
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGUAGE_CODES, LANGUAGES } from '../../dashboard/languages/languagesByCode.ts'
import { errorText } from '../../dashboard/shared/fetching/errorText.ts'
import { createWords } from '../../dashboard/shared/words/createWords.ts'
import type { Plural } from '../../dashboard/shared/words/texts.ts'
import { VALUE_NAMES } from '../../dashboard/shared/words/valueNames.ts'
import { EVENTS } from '../../wire/event.ts'
import { OPERATORS } from '../../wire/query.ts'

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
  ])('follow the rules of each language: %d', (count, english, ukrainian) => {
    expect(en.counted('visitors', count, String(count))).toBe(english)
    expect(uk.counted('visitors', count, String(count))).toBe(ukrainian)
  })

  it('have every form of each language', () => {
    for (const language of LANGUAGE_CODES) {
      const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      for (const text of Object.values<string | Plural>(LANGUAGES[language].texts)) {
        if (typeof text !== 'string') expect(Object.keys(text).sort()).toEqual([...wanted].sort())
      }
    }
  })
})

describe('texts', () => {
  it('have values in place of their placeholders', () => {
    expect(en.say('of_sessions', { rate: '8%' })).toBe('8% of sessions')
  })

  it('never interpret a value as a pattern', () => {
    expect(en.say('unknown_site', { site: '$& {site}' })).toContain('“$& {site}”')
  })

  it('have the same placeholders in every language', () => {
    const placeholders = (text: string | Plural) =>
      new Set([...JSON.stringify(text).matchAll(/\{\w+\}|#/g)].map(String))
    const english = Object.entries<string | Plural>(LANGUAGES.en.texts)
    for (const { texts } of Object.values(LANGUAGES))
      for (const [key, text] of english)
        expect(placeholders(texts[key as keyof typeof texts]), key).toEqual(placeholders(text))
  })

  it('are in one file each, and every file is part of the English texts', async () => {
    const files = globSync('dashboard/**/*Words.ts').filter((file) => !file.endsWith('createWords.ts'))
    const modules = await Promise.all(files.map((file) => import(/* @vite-ignore */ resolve(file))))
    const keys = modules.flatMap((module) => Object.values<object>(module).flatMap(Object.keys))
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
    expect(keys.sort()).toEqual(Object.keys(LANGUAGES.en.texts).sort())
  })

  it('are all used by some part of the page', () => {
    // Some keys are made of a prefix or a suffix and a value: they count as used.
    const source = globSync('dashboard/**/*.{ts,tsx}')
      .filter((file) => !/(Words|Uk)\.ts$/.test(file))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    const matches = (pattern: RegExp) => [...source.matchAll(pattern)].map(([, part]) => part!)
    const prefixes = matches(/`(\w+_)\$\{/g)
    const suffixes = matches(/`\$\{\w+\}(_\w+)`/g)
    const unused = Object.keys(LANGUAGES.en.texts).filter(
      (key) =>
        !new RegExp(`['"]${key}['"]`).test(source) &&
        !prefixes.some((prefix) => key.startsWith(prefix)) &&
        !suffixes.some((suffix) => key.endsWith(suffix)),
    )
    expect(unused.filter((key) => !OPERATORS.some((operator) => operator === key))).toEqual([])
  })

  it('name every known event; an unknown one is shown as it is', () => {
    expect(Object.keys(VALUE_NAMES.event)).toEqual([...EVENTS])
    expect(uk.named('event', 'purchase')).toBe('Покупка')
    expect(uk.named('event', 'my_event')).toBe('my_event')
    expect(uk.named('channel', 'constructor')).toBe('constructor')
  })
})

describe('errors', () => {
  const errors: [about: string, status: number, code: string, text: RegExp][] = [
    ['no connection', 0, 'network', /cannot be reached/],
    ['no answer', 0, 'timeout', /in time/],
    ['a scope that is too small', 403, 'forbidden', /does not allow/],
    ['a thing that is gone', 404, 'not_found', /not here/],
    ['too many requests', 429, 'rate_limited', /Wait a minute/],
    ['a broken server', 500, 'internal', /HTTP 500/],
    ['an answer that is no JSON', 0, 'unreadable', /failed \(why\)/],
    ['anything else', 400, 'bad_request', /refused: why/],
  ]
  it.each(errors)('are explained in both languages: %s', (_, status, code, text) => {
    expect(errorText({ status, code, message: 'why' }, en)).toMatch(text)
    expect(errorText({ status, code, message: 'why' }, uk)).toMatch(/[а-яіїєґ]/i)
  })
})
