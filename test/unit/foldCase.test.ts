/** `contains` without regard to case: in JavaScript and in SQL, for every letter of Unicode. */
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { containsSql } from '../../worker/sqlite/containsSql.ts'
import { foldCase, foldedForms } from '../../worker/sqlite/foldCase.ts'

const db = new DatabaseSync(':memory:')

function contains(text: string, ...wanted: string[]): boolean {
  const values: string[] = [text]
  const condition = containsSql('?1', wanted, (value) => `?${values.push(value)}`)
  return Boolean(db.prepare(`SELECT ${condition} AS is_found`).get(...values)!.is_found)
}

test.each([
  ['Зимовий розпродаж', 'ЗИМ', true],
  ['ЗИМОВИЙ РОЗПРОДАЖ', 'зимовий роз', true],
  ['Ґанок і їжак', 'ґАНОК І Ї', true],
  ['Є знижка', 'є', true],
  ['Зима', 'ґ', false],
  ['Winter SALE', 'sale', true],
  ['Straße', 'STRAẞE', true],
  ['ÇOK ŞIK', 'çok ş', true],
  ['Αθήνα ΚΏΣΤΑΣ', 'κώστας', true],
  ['Łódź', 'ŁÓDŹ', true],
  ['Եթե', 'ԵԹԵ', true],
  ['100% off_1', '%', true],
  ['100 off-1', '_', false],
  ["it's", "'S", true],
  ['𐐨𐐩', '𐐀𐐁', true],
  ['', 'ї', false],
])('%j contains %j: %j', (text, wanted, is) => {
  expect(contains(text, wanted)).toBe(is)
})

test('one of several values is enough, each with its own letters', () => {
  expect(contains('Київ', 'львів', 'КИЇ')).toBe(true)
  expect(contains('Ужгород', 'львів', 'КИЇ')).toBe(false)
  expect(contains('Ужгород', 'львів', '"УЖ')).toBe(false)
})

test('many letters and many values are the same as few', () => {
  const alphabet = 'АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯÀÉÎÕÜÇŁŚŻĄ'
  expect(contains(`x ${alphabet.toLowerCase()} y`, alphabet)).toBe(true)
  expect(contains(`x ${alphabet.toLowerCase()} y`, `${alphabet}!`)).toBe(false)
  const values = [...alphabet].map((letter) => `${letter}1`)
  expect(contains('ш2 ą1', ...values)).toBe(true)
  expect(contains('ш2 ą2', ...values)).toBe(false)
  expect(contains('b60', ...Array.from({ length: 60 }, (_, i) => `B${i + 1}`))).toBe(true)
})

test('every form of every letter is found', () => {
  const forms: Record<string, string[]> = {}
  // The last letters with two cases, those of Adlam, are before this number.
  for (let code = 0x80; code < 0x1f000; code++) {
    const letter = String.fromCodePoint(code)
    const folded = foldCase(letter)
    if (folded !== letter) forms[folded] = [...(forms[folded] ?? []), letter]
  }
  const found = Object.keys(forms).map((folded) => [folded, foldedForms(folded).sort()])
  expect(Object.fromEntries(found)).toEqual(forms)
  expect(found.length).toBeGreaterThan(1400)
})

const letters = fc.constantFrom(...'абвгґєіїйщьюяАБВГҐЄІЇЙЩЬЮЯabczABCZéÉßẞσςΣ %_\'"\\')
test('SQL finds what a comparison of folded texts finds', () => {
  const text = fc.string({ unit: letters, minLength: 1, maxLength: 12 })
  const wanted = fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 4,
  })
  fc.assert(
    fc.property(text, wanted, (text, wanted) => {
      const is = wanted.some((one) => foldCase(text).includes(foldCase(one)))
      expect(contains(text, ...wanted)).toBe(is)
    }),
    { numRuns: 300 },
  )
})
