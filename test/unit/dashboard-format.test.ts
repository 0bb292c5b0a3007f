/** How the dashboard formats numbers, money, times and names. */
import { describe, expect, it } from 'vitest'
import { createFormat, readable, readerLocale, text } from '../../dashboard/shared/format/format.ts'

const now = new Date('2026-11-22T12:00:00Z')
const en = createFormat('en-GB', 'Europe/Kyiv', 'UAH', now)
const uk = createFormat('uk', 'Europe/Kyiv', 'UAH', now)
/** Replaces the special spaces that Intl puts between groups and signs. */
const plain = (written: string) => written.replace(/\s/gu, ' ')

describe('figures', () => {
  it.each([
    ['a count', en.count(12345), uk.count(12345), '12,345', '12 345'],
    ['a share of a sale', en.count(0.3333), uk.count(0.3333), '0.33', '0,33'],
    ['a rate', en.percent(8), uk.percent(8.25), '8%', '8,3%'],
    ['a small rate', en.percent(0.04), uk.percent(0.04), '0.04%', '0,04%'],
    ['no rate', en.percent(0), uk.percent(0), '0%', '0%'],
    ['money', en.money(1250.5), uk.money(1250.5), '₴1,250.50', '1 250,50 ₴'],
    ['money without cents', en.money(1250, 'JPY'), uk.money(1250, 'JPY'), '¥1,250', '1 250 ¥'],
    ['money of no known currency', en.money(5, 'points'), uk.money(5, ''), '5.00 points', '5,00'],
    ['nothing', en.count(null), uk.money(undefined), '–', '–'],
    ['what is no number', en.percent(Number.NaN), uk.count(Number.POSITIVE_INFINITY), '–', '–'],
  ])('are formatted in both languages: %s', (_, english, ukrainian, wantedEnglish, wantedUkrainian) => {
    expect(plain(english)).toBe(wantedEnglish)
    expect(plain(ukrainian)).toBe(wantedUkrainian)
  })
})

describe('the labels of an axis', () => {
  it.each([
    ['a count', 'count', 150, '150', '150'],
    ['thousands', 'count', 12_000, '12k', '12 тис.'],
    ['a rate', 'percent', 12.5, '12.5%', '12,5%'],
    ['money', 'money', 1500, '₴1.5k', '1,5 тис. ₴'],
    ['less than a thousand', 'money', 950, '₴950', '950 ₴'],
    ['less than a unit of it', 'money', 0.5, '₴0.5', '0,5 ₴'],
    ['much money', 'money', 139_187.5, '₴139.2k', '139,2 тис. ₴'],
    ['nothing', 'money', 0, '₴0', '0 ₴'],
  ] as const)('%s is short', (_, unit, value, english, ukrainian) => {
    expect([en, uk].map((format) => plain(format.axisLabel(value, unit)))).toEqual([english, ukrainian])
  })

  it('do not throw on an unknown currency', () => {
    expect(createFormat('en', 'UTC', '?').axisLabel(1500, 'money')).toBe('1.5K')
  })
})

describe('a change', () => {
  it.each([
    [9.44, '+9.4%', '+9,4%'],
    [-14.2, '-14%', '-14%'],
    [1000, '+1,000%', '+1 000%'],
    [398_900, '> 1,000%', '> 1 000%'],
  ])('of %d %% has its sign; above 1000 %% only that is written', (percent, english, ukrainian) => {
    const written = [en, uk].map((format) => plain(format.signedPercent(percent)).replace('−', '-'))
    expect(written).toEqual([english, ukrainian])
  })
})

describe('times', () => {
  it("are in the site's time zone, with the year only if it is not the current one", () => {
    expect(en.dateTime('2026-11-22T10:00:00Z')).toBe('22 Nov, 12:00')
    expect(en.dateTime('2025-12-31T23:00:00Z')).toBe('1 Jan, 01:00')
    expect(en.dateTime('2025-12-31T10:00:00Z')).toBe('31 Dec 2025, 12:00')
    expect(en.timeOfDay('2026-07-01T10:00:05Z')).toBe('13:00:05')
  })

  it('of a period end with the last minute that is in it', () => {
    const days = en.interval('2026-10-31T22:00:00Z', '2026-11-10T22:00:00Z')
    expect(plain(days)).toBe('1 Nov 2026, 00:00 – 10 Nov 2026, 23:59')
    expect(en.interval('2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z')).toBe('–')
  })

  it('do not throw on invalid instants and unknown time zones', () => {
    expect(en.dateTime('soon')).toBe('–')
    expect(en.timeOfDay(null)).toBe('–')
    expect(createFormat('en', 'Mars/Olympus', 'UAH').timeOfDay('2026-11-22T10:00:00Z')).toMatch(/^10:00:00/)
  })
})

describe('names', () => {
  it('of countries and currencies are written out; unknown codes are not changed', () => {
    expect([en.country('UA'), uk.country('UA')]).toEqual(['Ukraine', 'Україна'])
    expect([en.country('T1'), en.country('(not set)'), en.country('ua')]).toEqual(['T1', '(not set)', 'ua'])
    expect(en.currency('UAH')).toBe('Ukrainian Hryvnia')
    expect(en.currency('?')).toBe('?')
  })

  it.each([
    ['en', ['uk-UA', 'en-GB', 'en'], 'en-GB'],
    ['uk', ['en-US'], 'uk'],
    ['en', ['enm'], 'en'],
  ])("%s for a reader of %j is written the reader's way: %s", (language, preferred, locale) => {
    expect(readerLocale(language, preferred)).toBe(locale)
  })

  it.each([
    ['/товар?q=%D0%BA', '/товар?q=к'],
    ['/?a=%26b', '/?a=%26b'],
    ['/?a=%ff', '/?a=%ff'],
  ])('of pages are readable: %s', (page, written) => {
    expect(readable(page)).toBe(written)
  })

  it('show a dash for a missing value and 0 for zero', () => {
    expect([null, undefined, '', 0, false, 'x'].map(text)).toEqual(['–', '–', '–', '0', 'false', 'x'])
  })
})
