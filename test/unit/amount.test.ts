/** The parser of amounts: every form in which people, shops, spreadsheets and ad platforms write them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalMarkOf, readAmount } from '../../wire/amount.ts'
import { exponent, rounded, toMinor } from '../../wire/money.ts'

/** The amount, and behind it the currency that the text states; or why there is none. */
const read = (text: string, context?: Parameters<typeof readAmount>[1]) => {
  const found = readAmount(text, context)
  return 'problem' in found
    ? found.problem
    : found.currency
      ? `${found.amount} ${found.currency}`
      : found.amount
}

describe('an amount', () => {
  it.each<[text: string, read: ReturnType<typeof read>]>([
    // As programs write it.
    ['1250', 1250],
    ['0', 0],
    ['24.90', 24.9],
    ['-12.5', -12.5],
    ['+12.5', 12.5],
    ['1250.0000', 1250],
    // With separators.
    ['1 250,50', 1250.5],
    ['1\u00a0250,50', 1250.5],
    ['1\u202f250\u202f000,5', 1250000.5],
    ['1.250,50', 1250.5],
    ['1,250.50', 1250.5],
    ["1'250.50", 1250.5],
    ['1’250.50', 1250.5],
    ['1,250,000', 1250000],
    ['1.250.000', 1250000],
    ['1,23,456.50', 123456.5],
    ['12,34,567', 1234567],
    ['0,125', 0.125],
    ['1234,567', 1234.567],
    ['1 250,500', 1250.5],
    ['12,3456', 12.3456],
    ['.5', 0.5],
    [',5', 0.5],
    ['7.', 7],
    // Without decimals, as shops print it.
    ['12,-', 12],
    ["1'250.–", 1250],
    ['₹500/-', '500 INR'],
    // Negative.
    ['−12,50', -12.5],
    ['– 5', -5],
    ['12.50-', -12.5],
    ['(1,250.50)', -1250.5],
    ['$(12.50)', -12.5],
    // Other digits, other writing systems, and what pages add.
    ['١٬٢٥٠٫٥٠', 1250.5],
    ['۱٬۲۵۰', 1250],
    ['१२,३४,५६७.५', 1234567.5],
    ['１，２５０．５０', 1250.5],
    ['\u200e-1,250.50', -1250.5],
    ['1&nbsp;250,00&nbsp;&#8372;', '1250 UAH'],
    // With a currency.
    ['₴1 250', '1250 UAH'],
    ['1250 грн.', '1250 UAH'],
    ['1 250,50 гривень', '1250.5 UAH'],
    ['UAH 12.5', '12.5 UAH'],
    ['12.5uah', '12.5 UAH'],
    ['-₴12.50', '-12.5 UAH'],
    ['CHF-1’234.50', '-1234.5 CHF'],
    ['Rs. 1,23,456.00', 123456],
    ['R$ 1.250,50', '1250.5 BRL'],
    ['1 250,50 zł', '1250.5 PLN'],
    ['12,- Kč', '12 CZK'],
    ['kr. 12,50', 12.5],
    ['S/.50', '50 PEN'],
    ['$.50', 0.5],
    ['US$ 12 USD', '12 USD'],
    ['د.ك.\u200f 1,250.000', '1250 KWD'],
    ['12,50 руб.', 12.5],
    ['UK£5', 5],
    // Neither.
    ['', 'no amount'],
    [' ', 'no amount'],
    ['.', 'no amount'],
    ['₴', 'no amount'],
    ['1e5', 'no amount'],
    ['NaN', 'no amount'],
    ['Infinity', 'no amount'],
    ['12,34,56', 'no amount'],
    ['1,2.3,4', 'no amount'],
    ['1,250,00', 'no amount'],
    ['1 250.000,50', 'no amount'],
    ['12 34', 'no amount'],
    ['12-50', 'no amount'],
    ['--5', 'no amount'],
    ['5+', 'no amount'],
    ['12k', 'no amount'],
    ['12 тис.', 'no amount'],
    ['5 лакхів', 'no amount'],
    ['12%', 'no amount'],
    ['2 pcs', 'no amount'],
    ['12 грн 50 коп', 'no amount'],
    ['12 EUR USD', 'no amount'],
    ['2026-11-22', 'no amount'],
    ['9'.repeat(100), 'no amount'],
  ])('%j is read as %s', (text, amount) => {
    expect(read(text)).toBe(amount)
  })

  it.each(['1,250', '1.250', '12.345', '999,999', '₴1,250', '-1.250', '$1,250', '١,٢٥٠'])(
    'with three digits behind its only separator is ambiguous: %s',
    (text) => {
      expect(read(text)).toBe('ambiguous')
    },
  )

  it('that is ambiguous says which two amounts it may be', () => {
    expect(readAmount('-1,250')).toEqual({ problem: 'ambiguous', either: [-1250, -1.25] })
  })

  it.each<[context: Parameters<typeof readAmount>[1], comma: unknown, point: unknown]>([
    [{ mark: ',' }, 1.25, 1250],
    [{ mark: '.' }, 1250, 1.25],
    [{ currency: 'JPY' }, 1250, 1250],
    [{ currency: 'KWD' }, 1.25, 1.25],
    [{ assumed: 'JPY' }, 1250, 1250],
    [{ currency: 'UAH' }, 'ambiguous', 'ambiguous'],
    [{ currency: 'JPY', mark: ',' }, 'ambiguous', 1250],
  ])('that is ambiguous is decided by its context: %j', (context, comma, point) => {
    expect([read('1,250', context), read('1.250', context)]).toEqual([comma, point])
  })

  it('with another decimal mark than the one that is known is none', () => {
    expect([read('12.5', { mark: ',' }), read('1,250.5', { mark: '.' })]).toEqual(['no amount', 1250.5])
  })

  it.each<[text: string, context: Parameters<typeof readAmount>[1], read: unknown]>([
    ['₴12', { currency: 'UAH' }, '12 UAH'],
    ['12 USD', { currency: 'UAH' }, 'other currency'],
    ['$12', { currency: 'UAH' }, 'other currency'],
    ['$12', { currency: 'CAD' }, '12 CAD'],
    ['$12', { assumed: 'MXN' }, '12 MXN'],
    ['$12', { assumed: 'UAH' }, 12],
    ['€12', { assumed: 'UAH' }, '12 EUR'],
    ['¥12,345', { currency: 'JPY' }, '12345 JPY'],
    ['12 руб', { currency: 'BYN' }, '12 BYN'],
  ])('states its currency: %s with %j', (text, context, expected) => {
    expect(read(text, context)).toBe(expected)
  })

  const LOCALES = 'en uk ru de fr it pl es pt-BR nl tr sv cs ja ko hi ar-EG fa de-CH en-IN bn th he'.split(
    ' ',
  )
  const CURRENCIES = 'UAH USD EUR INR CHF PLN JPY KWD BRL GBP'.split(' ')
  it.each(['symbol', 'narrowSymbol', 'code'] as const)(
    'is read as every language formats it, with the currency’s %s',
    (currencyDisplay) => {
      const written = fc.tuple(
        fc.constantFrom(...LOCALES),
        fc.constantFrom(...CURRENCIES),
        fc.integer({ min: -1e12, max: 1e12 }),
      )
      fc.assert(
        fc.property(written, ([locale, currency, minor]) => {
          const amount = minor / 10 ** exponent(currency)
          const text = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay }).format(
            amount,
          )
          const found = readAmount(text, { currency })
          if ('problem' in found) throw new Error(`${text}: ${found.problem}`)
          expect(toMinor(found.amount, currency), text).toBe(minor || 0)
        }),
        { numRuns: 300 },
      )
    },
  )

  it('is never read as another amount, however its thousands and decimals are written', () => {
    const parts = fc.record({
      whole: fc.integer({ min: 0, max: 99_999_999 }),
      decimals: fc.stringMatching(/^\d{0,4}$/),
      group: fc.constantFrom('', ',', '.', ' ', "'"),
      mark: fc.constantFrom(',', '.'),
    })
    fc.assert(
      fc.property(parts, ({ whole, decimals, group, mark }) => {
        fc.pre(group !== mark)
        const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, group)
        const found = readAmount(grouped + (decimals && mark + decimals))
        if ('amount' in found) expect(found.amount).toBe(Number(`${whole}.${decimals}`))
        else expect(found).toMatchObject({ problem: 'ambiguous' })
      }),
    )
  })
})

describe('the decimal mark of several amounts', () => {
  it.each<[texts: string[], mark: string | undefined]>([
    [['12,5', '1.250'], ','],
    [['12.50', '1 250', '1,250'], '.'],
    [['1.250.000'], ','],
    [['1,23,456'], '.'],
    [['1,250.500'], '.'],
    [['0,125'], ','],
    [['12,5', '12.5'], undefined],
    [['12,5', '1250.505'], ','],
    [['1,250', '1.250', '5', '1 250'], undefined],
    [['many', ''], undefined],
    [[], undefined],
  ])('of %j is %s', (texts, mark) => {
    expect(decimalMarkOf(texts)).toBe(mark)
  })
})

it('a number is rounded to as many decimals as asked for', () => {
  expect([rounded(1 / 3, 2), rounded(2 / 3, 4), rounded(1.5, 0)]).toEqual([0.33, 0.6667, 2])
})
