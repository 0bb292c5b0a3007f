import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../wire/event.ts'
import { campaignOf, readTouch } from '../../worker/classify/touch.ts'
import { readLanding } from '../../worker/ingest/readLanding.ts'

const AD = '?utm_source=google&utm_medium=cpc&gclid=abc'

describe('a landing that is too long to keep', () => {
  it.each([
    ['its path is', `https://shop.example/${'a/'.repeat(1020)}${AD}`],
    ['its path nearly is', `https://shop.example/${'a'.repeat(1995)}${AD}`],
    ['its query is', `https://shop.example/sale${AD}&junk=${'x'.repeat(3000)}`],
    ['both are', `https://shop.example/${'a/'.repeat(1020)}${AD}&junk=${'x'.repeat(3000)}`],
  ])('keeps its campaign if %s, also when what is stored is read again', (_, url) => {
    const { url: stored } = readLanding(url, '', ['junk'])
    expect(stored.length).toBeLessThanOrEqual(LIMITS.url_chars)
    expect(campaignOf(readTouch(stored, ''))).toBe('utm_source=google&utm_medium=cpc&gclid=abc')
    expect(new URL(stored).pathname[1]).toBe(new URL(url).pathname[1])
  })
})
