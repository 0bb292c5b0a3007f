import { describe, expect, it } from 'vitest'
import { Utf8Buffer } from '../../worker/stats/export/utf8Buffer.ts'

const TEXTS = {
  'of ASCII': 'plain, "quoted"\r\n',
  'with two bytes a letter': 'Зима aé',
  'with three': 'a‰Зaя中文',
  'with four': 'Я🙂',
  'that breaks off within a character': 'Я\ud83d',
  'of nothing': '',
  'longer than the buffer': 'Ядро中'.repeat(100_000),
}

describe('the UTF-8 buffer', () => {
  it.each(Object.entries(TEXTS))('writes %s as TextEncoder does', (_, text) => {
    const out = new Utf8Buffer()
    out.put('a')
    out.put(text)
    out.put('b')
    expect(Buffer.from(out.take()).equals(Buffer.from(new TextEncoder().encode(`a${text}b`)))).toBe(true)
    out.put('c')
    expect(Buffer.from(out.take()).toString()).toBe('c')
  })
})
